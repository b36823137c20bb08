"""The reader of reasons in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.matching.needs.model import Need, RequestId
from services.matching.proposals.model import KeptDecision, MatchState
from services.matching.reasons.model import AskedByHand, Home, Progress, Tried
from shared.areas import is_placed
from tests.support.matching.state import FakeState, Repository, Stateful, helpers_before


@dataclass(frozen=True)
class FakeReasons:
    """Reads the fake store."""

    store: Stateful

    async def progress(self, request_id: RequestId) -> Progress | None:
        known = self.store.state.needs.get(request_id)
        return progress_of(self.store.state, known) if known else None

    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        return self.store.state.decisions.get(request_id, [])

    async def helped_before(self, request_id: RequestId) -> frozenset[int]:
        known = self.store.state.needs.get(request_id)
        return frozenset(helpers_before(self.store.state, known) if known else ())

    async def by_hand(self, request_id: RequestId) -> Sequence[AskedByHand]:
        matches = [
            item
            for item in reversed(self.store.state.matches.values())
            if item.match.request_id == request_id and item.hand is not None
        ]
        numbers = self.store.state.volunteers
        return [
            AskedByHand(numbers[item.match.volunteer_id].number, item.hand, self.store.state.now)
            for item in matches
            if item.hand
        ]

    async def homes(self, numbers: Sequence[int]) -> Mapping[int, Home]:
        found = [each for each in self.store.state.volunteers.values() if each.number in numbers]
        offers = {each.number: each.volunteer.offer for each in found}
        return {
            number: Home(offer.municipality, is_placed(offer.postal_code))
            for number, offer in offers.items()
        }


class FakeProgress(Repository):
    """How searches stand, in memory."""

    async def of(self, request_ids: Sequence[RequestId]) -> Sequence[Progress]:
        known = [self.state.needs.get(request_id) for request_id in request_ids]
        return [progress_of(self.state, each) for each in known if each]


def progress_of(state: FakeState, known: Need) -> Progress:
    """Say how a need stands."""
    states = [
        item.match.state
        for item in state.matches.values()
        if item.match.request_id == known.request_id
    ]
    kept = state.decisions.get(known.request_id)
    return Progress(
        need=known,
        waited=state.now - state.heard_at[known.request_id],
        tried=Tried(
            asked=len(states),
            waiting=states.count(MatchState.OPEN),
            declined=states.count(MatchState.DECLINED),
            silent=states.count(MatchState.EXPIRED),
        ),
        look_at=state.look_at.get(known.request_id),
        last=kept[-1].decision if kept else None,
        is_placed=is_placed(known.postal_code),
    )
