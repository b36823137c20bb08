"""What every reader of reasons must do; the fake is here, the real one in integration."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from services.matching.domain.model import Match, Need, RequestId
from services.matching.domain.summing import Progress, Tried
from services.matching.domain.words import MatchState, NeedState
from services.matching.ports import KeptDecision
from services.matching.ports.reasons import Reasons
from shared.contracts.words import UnmatchedReason
from tests.support.matching.building import decision, need
from tests.support.matching.fakes import FakeStore
from tests.support.matching.store_contract import Ground

WITHOUT_A_HELPER = {NeedState.OPEN, NeedState.PROPOSED, NeedState.UNMATCHED}
MINUTES_20 = timedelta(minutes=20)


@dataclass(frozen=True)
class FakeReasons:
    """Reads the fake store."""

    store: FakeStore

    async def waiting(self, limit: int) -> Sequence[Progress]:
        found = [self._progress(each) for each in self.store.state.needs.values() if each]
        found = [each for each in found if each.need.state in WITHOUT_A_HELPER]
        return sorted(found, key=lambda each: each.waited, reverse=True)[:limit]

    async def progress(self, request_id: RequestId) -> Progress | None:
        known = self.store.state.needs.get(request_id)
        return self._progress(known) if known else None

    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        return self.store.state.decisions.get(request_id, [])

    def _progress(self, known: Need) -> Progress:
        state = self.store.state
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
        )


class ReasonsContract(ABC):
    """The behaviours; a subclass gives the `ground` fixture and the reader."""

    @abstractmethod
    def reasons(self, ground: Ground) -> Reasons:
        """Read what the ground's store holds."""

    async def test_those_without_a_helper_are_listed_the_longest_first(
        self, ground: Ground
    ) -> None:
        old = await ground.add_need(replace(need(), state=NeedState.PROPOSED))
        await ground.pass_time(MINUTES_20)
        new = await ground.add_need(need())
        handed = await self._hand_over(ground, need())
        for state in (NeedState.ASSIGNED, NeedState.CLOSED):
            await ground.add_need(replace(need(), state=state))

        listed = await self.reasons(ground).waiting(10)

        assert listed[0].need == old
        assert {each.need.request_id for each in listed[1:]} == {
            new.request_id,
            handed.request_id,
        }
        assert listed[0].waited >= MINUTES_20 > listed[1].waited
        assert [each.need for each in await self.reasons(ground).waiting(1)] == [old]

    async def test_progress_tells_what_became_of_the_asked(self, ground: Ground) -> None:
        about = await ground.add_need()
        matches = [await ground.propose(await ground.add_volunteer(), about) for _ in range(3)]
        async with ground.store.begin() as work:
            await work.matches.end([_next(matches[0])], MatchState.DECLINED)
            await work.matches.end([_next(matches[1])], MatchState.EXPIRED)

        found = await self.reasons(ground).progress(about.request_id)

        assert found is not None
        assert found.tried == Tried(asked=3, waiting=1, declined=1, silent=1)
        assert found.last is None

    async def test_the_last_decision_comes_with_the_need_and_all_kept_ones_by_themselves(
        self, ground: Ground
    ) -> None:
        about = await ground.add_need()
        for fitting in (4, 5):
            async with ground.store.begin() as work:
                await work.proposals.keep_decisions({about.request_id: decision(fitting=fitting)})

        reasons = self.reasons(ground)
        found = await reasons.progress(about.request_id)

        assert found is not None
        assert found.last == decision(fitting=5)
        kept = await reasons.decisions(about.request_id)
        assert [each.decision.fitting for each in kept] == [4, 5]

    async def test_of_a_need_without_details_nothing_is_told(self, ground: Ground) -> None:
        ended = RequestId(uuid4())
        async with ground.store.begin() as work:
            await work.needs.end(ended)

        reasons = self.reasons(ground)

        assert await reasons.progress(ended) is None
        assert await reasons.progress(RequestId(uuid4())) is None
        assert await reasons.waiting(10) == []

    async def _hand_over(self, ground: Ground, new: Need) -> Need:
        handed = replace(new, state=NeedState.UNMATCHED, reason=UnmatchedReason.NOBODY_ABLE)
        return await ground.add_need(handed)


def _next(match: Match) -> Match:
    return replace(match, version=match.version + 1)
