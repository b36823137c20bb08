"""One transaction of all rooms in memory; `StoreContract` keeps it honest."""

from tests.support.fake_store import StaffedStore, StaffedWork
from tests.support.matching.activities.fakes import FakeActivities
from tests.support.matching.invitations.fakes import FakeInvitations
from tests.support.matching.needs.fakes import FakeNeeds
from tests.support.matching.partners.fakes import FakeCommitments, FakePartners
from tests.support.matching.programme.fakes import FakePlans
from tests.support.matching.proposals.fakes import FakeMatches, FakeProposals, FakeWaiting
from tests.support.matching.purchases.fakes import FakePurchases
from tests.support.matching.reasons.fakes import FakeProgress
from tests.support.matching.referrals.fakes import FakeReferrals
from tests.support.matching.state import FakeState
from tests.support.matching.supply.fakes import FakeSupplies
from tests.support.matching.troubles.fakes import FakeTroubles
from tests.support.matching.volunteers.fakes import (
    FakeHelpers,
    FakeMemberLinks,
    FakeVolunteers,
    NoFormerHashes,
)


class FakeWork(StaffedWork[FakeState]):
    """One transaction in memory."""

    def __init__(self, state: FakeState) -> None:
        """Put every room over the state."""
        super().__init__(state)
        self.proposals, self.waiting = FakeProposals(state), FakeWaiting(state)
        self.matches = FakeMatches(state)
        self.needs = FakeNeeds(state)
        self.progress = FakeProgress(state)
        self.member_links = FakeMemberLinks(state)
        self.invitations = FakeInvitations(state)
        self.former_hashes = NoFormerHashes(state)
        self.troubles = FakeTroubles(state)
        self.supplies = FakeSupplies(state)
        self.partners, self.commitments = FakePartners(state), FakeCommitments(state)
        self.referrals = FakeReferrals(state)
        self.activities, self.plans = FakeActivities(state), FakePlans(state)
        self.purchases = FakePurchases(state)
        self.volunteers, self.helpers = FakeVolunteers(state), FakeHelpers(state)


class FakeStore(StaffedStore[FakeState, FakeWork]):
    """Matching's store in memory."""

    make_state, make_work = FakeState, FakeWork
