"""One transaction of all rooms of intake."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from services.intake.accounts.ports import WithAccounts
from services.intake.accounts.store import PostgresAccounts
from services.intake.activation.ports import WithLife
from services.intake.activation.store import PostgresLife
from services.intake.acts.ports import WithActs
from services.intake.acts.store import PostgresActs
from services.intake.attention.ports import WithAttention
from services.intake.attention.store import PostgresAttentions
from services.intake.board.ports import WithSearchReports
from services.intake.board.store import PostgresSearchReports
from services.intake.briefings.ports import WithBriefings, WithPartnerMornings
from services.intake.briefings.store import PostgresBriefings, PostgresPartnerMornings
from services.intake.call_backs.ports import WithCallBacks
from services.intake.call_backs.store import PostgresCallBacks
from services.intake.call_rounds.ports import WithCallRounds
from services.intake.call_rounds.store import PostgresCallRounds
from services.intake.call_rounds.use_cases.follow import FollowRounds
from services.intake.callers.ports import WithCallers
from services.intake.callers.store import PostgresCallers
from services.intake.calls.ports import FollowsCalls, WithCalls
from services.intake.calls.store import PostgresCalls
from services.intake.concerns.ports import WithConcerns
from services.intake.concerns.store import PostgresConcerns
from services.intake.contact_access.ports import WithContacts
from services.intake.contact_access.store import PostgresContacts
from services.intake.corrections.ports import WithCorrections
from services.intake.corrections.store import PostgresCorrections
from services.intake.duty.ports import WithDuties
from services.intake.duty.store import PostgresDuties
from services.intake.held_requests.ports import HeldDecisions
from services.intake.held_requests.store import PostgresHeldDecisions
from services.intake.imports.ports import WithImports
from services.intake.imports.store import PostgresImports
from services.intake.lookups.ports import WithLookups
from services.intake.lookups.store import PostgresLookups
from services.intake.missed_calls.ports import WithMissedCalls
from services.intake.missed_calls.store import PostgresMissedCalls
from services.intake.missed_calls.use_cases import FollowMissedCalls
from services.intake.organisations.ports import WithOrganisations
from services.intake.organisations.store import PostgresApplications, PostgresOrganisations
from services.intake.partner_requests.ports import WithPartnerRequests
from services.intake.partner_requests.store import PostgresPartnerRequests
from services.intake.request_form.ports import WithDrafts
from services.intake.request_form.store import PostgresDrafts
from services.intake.request_links.ports import WithRequestLinks
from services.intake.request_links.store import PostgresRequestLinks
from services.intake.requests.ports import WithPartings, WithRequests
from services.intake.requests.store.partings import PostgresPartings
from services.intake.requests.store.requests import PostgresRequests
from services.intake.rights.ports import WithRights
from services.intake.rights.store import PostgresRights
from services.intake.shifts.ports import WithShifts
from services.intake.shifts.store import PostgresShifts
from services.intake.sign_in.ports import WithHalfOpen, WithInvitations, WithSecondFactors
from services.intake.sign_in.store import (
    PostgresHalfOpen,
    PostgresInvitations,
    PostgresSecondFactors,
)
from services.intake.staff.ports import WithStaff
from services.intake.staff.store import PostgresStaff
from services.intake.submissions.ports import WithSubmissions
from services.intake.submissions.store import PostgresSubmissions
from services.intake.supply.ports import WithSupply
from services.intake.supply.store import PostgresSupplies
from services.intake.timelines.ports import WithMessages, WithVillages
from services.intake.timelines.store import PostgresMessages, PostgresVillages
from services.intake.wishes.ports import WithWishes
from services.intake.wishes.store import PostgresWishes
from shared.answered_letters import WithLetterBodies
from shared.work import Publishes, Receives, Repository, Sealed, SealingTransaction, StoreOver


class Work(
    WithCalls,
    WithCallBacks,
    WithMissedCalls,
    WithCallers,
    WithCallRounds,
    WithOrganisations,
    WithConcerns,
    WithContacts,
    WithDrafts,
    WithSubmissions,
    WithRequests,
    WithPartings,
    WithStaff,
    WithAccounts,
    WithActs,
    WithLife,
    WithAttention,
    WithDuties,
    WithSecondFactors,
    WithHalfOpen,
    WithInvitations,
    WithWishes,
    WithBriefings,
    WithPartnerMornings,
    WithMessages,
    WithVillages,
    WithImports,
    WithLookups,
    WithRequestLinks,
    WithCorrections,
    WithSearchReports,
    WithSupply,
    WithShifts,
    WithPartnerRequests,
    WithRights,
    WithLetterBodies,
    Receives,
    Publishes,
    Protocol,
):
    """What all use cases together need of a transaction; each asks for its part only."""

    @property
    def held_decisions(self) -> HeldDecisions:
        """Give the decisions about held requests as this transaction sees them."""
        ...

    @property
    def followers(self) -> Sequence[FollowsCalls]:
        """Give those that are told of the end of each call."""
        ...


@dataclass(slots=True)
class IntakeWork(SealingTransaction):
    """Implements `Work`: the repositories over one connection; they keep nothing of their own."""

    requests = Sealed(PostgresRequests)
    partings = Repository(PostgresPartings)
    submissions = Sealed(PostgresSubmissions)
    attention = Repository(PostgresAttentions)
    duties = Sealed(PostgresDuties)
    calls = Sealed(PostgresCalls)
    call_backs = Sealed(PostgresCallBacks)
    call_rounds = Sealed(PostgresCallRounds)
    missed_calls = Sealed(PostgresMissedCalls)
    held_decisions = Repository(PostgresHeldDecisions)
    drafts = Sealed(PostgresDrafts)
    callers = Repository(PostgresCallers)
    organisations = Repository(PostgresOrganisations)
    applications = Sealed(PostgresApplications)
    concerns = Sealed(PostgresConcerns)
    contacts = Repository(PostgresContacts)
    staff = Repository(PostgresStaff)
    accounts = Repository(PostgresAccounts)
    acts = Sealed(PostgresActs)
    life = Repository(PostgresLife)
    second_factors = Sealed(PostgresSecondFactors)
    half_open = Repository(PostgresHalfOpen)
    invitations = Sealed(PostgresInvitations)
    wishes = Repository(PostgresWishes)
    briefings = Repository(PostgresBriefings)
    partner_mornings = Repository(PostgresPartnerMornings)
    villages = Repository(PostgresVillages)
    messages = Repository(PostgresMessages)
    search_reports = Repository(PostgresSearchReports)
    supply = Repository(PostgresSupplies)
    shifts = Repository(PostgresShifts)
    partner_requests = Repository(PostgresPartnerRequests)
    rights = Sealed(PostgresRights)
    imports = Sealed(PostgresImports)
    lookups = Repository(PostgresLookups)
    request_links = Repository(PostgresRequestLinks)
    corrections = Sealed(PostgresCorrections)

    @property
    def followers(self) -> Sequence[FollowsCalls]:
        """Give the rooms that go on with whoever was rung."""
        rounds = FollowRounds(self.call_rounds)
        return (self.call_backs, FollowMissedCalls(self), rounds, self.shifts)


store_over: Final = StoreOver(IntakeWork, "intake")
