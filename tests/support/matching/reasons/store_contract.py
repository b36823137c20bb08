"""What every reader of reasons must do; the fake is here, the real one in integration."""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from services.matching.needs.model import NeedState, RequestId
from services.matching.proposals.model import Match, MatchState
from services.matching.reasons.model import Tried
from services.matching.reasons.ports import Reasons
from shared.contracts.words import UnmatchedReason
from tests.support.activations import ACTIVATION
from tests.support.matching.ground import Ground, help_in
from tests.support.matching.needs.building import need
from tests.support.matching.proposals.building import decision

MINUTES_20 = timedelta(minutes=20)


class ReasonsContract(ABC):
    """The behaviours; a subclass gives the `ground` fixture and the reader."""

    @abstractmethod
    def reasons(self, ground: Ground) -> Reasons:
        """Read what the ground's store holds."""

    async def test_progress_tells_how_long_it_waited_and_when_it_is_looked_at(
        self, ground: Ground
    ) -> None:
        old = await ground.add_need(replace(need(), state=NeedState.PROPOSED))
        await ground.pass_time(MINUTES_20)
        handed = replace(need(), state=NeedState.UNMATCHED, reason=UnmatchedReason.NOBODY_ABLE)
        new = await ground.add_need(handed)
        async with ground.store.begin() as work:
            await work.needs.save(handed, MINUTES_20)

        reasons = self.reasons(ground)
        first = await reasons.progress(old.request_id)
        second = await reasons.progress(new.request_id)

        assert first is not None
        assert second is not None
        assert (first.need, second.need) == (old, new)
        assert first.waited >= MINUTES_20 > second.waited
        assert first.look_at is None
        assert second.look_at is not None

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

    async def test_who_helped_the_time_before_is_told(self, ground: Ground) -> None:
        first, volunteer_id = await ground.add_need(), await ground.add_volunteer()
        await help_in(ground, volunteer_id, first)
        again = await ground.add_need(replace(need(), again_of=first.request_id))

        reasons = self.reasons(ground)

        assert await reasons.helped_before(again.request_id) == {ground.numbers[volunteer_id]}
        assert await reasons.helped_before(first.request_id) == frozenset()

    async def test_of_a_need_without_details_nothing_is_told(self, ground: Ground) -> None:
        ended = RequestId(uuid4())
        async with ground.store.begin() as work:
            await work.needs.end(ended, ACTIVATION, 2)

        reasons = self.reasons(ground)

        assert await reasons.progress(ended) is None
        assert await reasons.progress(RequestId(uuid4())) is None


def _next(match: Match) -> Match:
    return replace(match, version=match.version + 1)
