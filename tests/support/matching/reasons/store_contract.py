"""What every reader of reasons must do; the fake is here, the real one in integration."""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from services.matching.needs.model import Need, NeedState, RequestId
from services.matching.proposals.model import Match, MatchState
from services.matching.reasons.model import Tried
from services.matching.reasons.ports import Reasons
from shared.contracts.words import UnmatchedReason
from tests.support.matching.activations import ACTIVATION
from tests.support.matching.ground import Ground
from tests.support.matching.needs.building import need
from tests.support.matching.proposals.building import decision

MINUTES_20 = timedelta(minutes=20)


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
            await work.needs.end(ended, ACTIVATION)

        reasons = self.reasons(ground)

        assert await reasons.progress(ended) is None
        assert await reasons.progress(RequestId(uuid4())) is None
        assert await reasons.waiting(10) == []

    async def _hand_over(self, ground: Ground, new: Need) -> Need:
        handed = replace(new, state=NeedState.UNMATCHED, reason=UnmatchedReason.NOBODY_ABLE)
        return await ground.add_need(handed)


def _next(match: Match) -> Match:
    return replace(match, version=match.version + 1)
