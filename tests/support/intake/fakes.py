"""Intake's store in memory, composed of its rooms; `StoreContract` keeps it honest."""

from collections.abc import Sequence

from services.intake.call_rounds.use_cases.follow import FollowRounds
from services.intake.calls.ports import FollowsCalls
from services.intake.missed_calls.use_cases import FollowMissedCalls
from tests.support.fake_store import StoreInMemory
from tests.support.intake.accounts.fakes import FakeAccounts
from tests.support.intake.activation.fakes import FakeLife
from tests.support.intake.acts.fakes import FakeActs
from tests.support.intake.attention.fakes import FakeAttentions
from tests.support.intake.board.reports import FakeSearchReports
from tests.support.intake.briefings.fakes import FakeBriefings, FakePartnerMornings
from tests.support.intake.call_backs.fakes import FakeCallBacks
from tests.support.intake.call_rounds.fakes import FakeCallRounds
from tests.support.intake.callers.fakes import FakeCallers
from tests.support.intake.calls.fakes import FakeCalls
from tests.support.intake.concerns.fakes import FakeConcerns
from tests.support.intake.contact_access.fakes import FakeContacts
from tests.support.intake.corrections.fakes import FakeCorrections
from tests.support.intake.duty.fakes import FakeDuties
from tests.support.intake.held_requests.decisions import FakeHeldDecisions
from tests.support.intake.imports.fakes import FakeImports
from tests.support.intake.lookups.fakes import FakeLookups
from tests.support.intake.missed_calls.fakes import FakeMissedCalls
from tests.support.intake.organisations.fakes import FakeApplications, FakeOrganisations
from tests.support.intake.partner_requests.fakes import FakePartnerRequests
from tests.support.intake.request_form.fakes import FakeDrafts
from tests.support.intake.request_links.fakes import FakeRequestLinks
from tests.support.intake.requests.fakes import FakePartings, FakeRequests
from tests.support.intake.rights.fakes import FakeRights
from tests.support.intake.shifts.fakes import FakeShifts
from tests.support.intake.sign_in.fakes import (
    FakeHalfOpen,
    FakeInvitations,
    FakeSecondFactors,
)
from tests.support.intake.staff.fakes import FakeStaff
from tests.support.intake.state import FakeState
from tests.support.intake.submissions.fakes import FakeSubmissions
from tests.support.intake.supply.fakes import FakeSupplies
from tests.support.intake.timelines.messages import FakeMessages, FakeVillages
from tests.support.intake.wishes.fakes import FakeWishes
from tests.support.work import FakeTransaction


class FakeWork(FakeTransaction[FakeState]):
    """One transaction in memory."""

    def __init__(self, state: FakeState) -> None:
        """Put every room over the state."""
        super().__init__(state)
        self.requests, self.partings = FakeRequests(state), FakePartings(state)
        self.acts, self.attention = FakeActs(state), FakeAttentions(state)
        self.duties, self.shifts = FakeDuties(state), FakeShifts(state)
        self.submissions, self.briefings = FakeSubmissions(state), FakeBriefings(state)
        self.drafts, self.callers = FakeDrafts(state), FakeCallers(state)
        self.call_backs, self.missed_calls = FakeCallBacks(state), FakeMissedCalls(state)
        self.calls, self.concerns = FakeCalls(state), FakeConcerns(state)
        self.contacts, self.staff = FakeContacts(state), FakeStaff(state)
        self.accounts, self.call_rounds = FakeAccounts(state), FakeCallRounds(state)
        self.second_factors, self.life = FakeSecondFactors(state), FakeLife(state)
        self.half_open, self.invitations = FakeHalfOpen(state), FakeInvitations(state)
        self.imports, self.lookups = FakeImports(state), FakeLookups(state)
        self.request_links, self.corrections = FakeRequestLinks(state), FakeCorrections(state)
        self.organisations, self.rights = FakeOrganisations(state), FakeRights(state)
        self.wishes, self.held_decisions = FakeWishes(state), FakeHeldDecisions(state)
        self.search_reports, self.supply = FakeSearchReports(state), FakeSupplies(state)
        self.messages, self.villages = FakeMessages(state), FakeVillages(state)
        self.partner_requests, self.applications, self.partner_mornings = (
            FakePartnerRequests(state),
            FakeApplications(state),
            FakePartnerMornings(state),
        )

    @property
    def followers(self) -> Sequence[FollowsCalls]:
        """Give the rooms that go on with whoever was rung."""
        rounds = FollowRounds(self.call_rounds)
        return (self.call_backs, FollowMissedCalls(self), rounds, self.shifts)


class FakeStore(StoreInMemory[FakeState, FakeWork]):
    """Requests in memory."""

    make_state, make_work = FakeState, FakeWork
