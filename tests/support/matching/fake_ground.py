"""The store in memory with the levers of the contract."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from typing_extensions import override

from services.matching.needs.model import RequestId
from services.matching.proposals.model import KeptDecision
from services.matching.volunteers.model import VolunteerId
from tests.support.matching.fakes import FakeStore
from tests.support.matching.ground import Ground
from tests.support.matching.invitations.fakes import FakeDueInvitations
from tests.support.matching.needs.fakes import FakeDueNeeds
from tests.support.matching.proposals.fakes import FakeDueMatches
from tests.support.matching.referrals.fakes import FakeDueReferrals
from tests.support.matching.supply.fakes import FakeDueTowns
from tests.support.matching.volunteers.fakes import FakeDueApplicants, FakeDuePauses


class FakeGround(Ground):
    """Its clock is a value."""

    store: FakeStore

    def __init__(self) -> None:
        """Start with an empty store."""
        super().__init__()
        self.store = FakeStore()
        self.due_matches = FakeDueMatches(self.store)
        self.due_applicants = FakeDueApplicants(self.store)
        self.due_pauses = FakeDuePauses(self.store)
        self.due_invitations = FakeDueInvitations(self.store)
        self.due_needs = FakeDueNeeds(self.store)
        self.due_referrals = FakeDueReferrals(self.store)
        self.due_towns = FakeDueTowns(self.store)

    @override
    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        return self.store.state.decisions.get(request_id, [])

    @override
    async def lose_key(self, volunteer_id: VolunteerId) -> None:
        self.store.state.volunteers[volunteer_id].opens = False

    @override
    async def listed_volunteers(self) -> Mapping[VolunteerId, str]:
        return self.store.state.set_aside

    @override
    async def pass_time(self, time: timedelta) -> None:
        self.store.state.now += time
