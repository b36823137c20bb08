"""One need that choosing fails on is set aside and handed over; the others are chosen for."""

import contextlib
from dataclasses import dataclass, field

import pytest

from services.matching.needs.model import NeedState, RequestId
from services.matching.proposals.adapters import Matchmaker
from services.matching.proposals.use_cases.give_up import choose_again
from shared.contracts.matching import RequestUnmatched
from shared.contracts.words import UnmatchedReason
from shared.loops import DueRows, StuckRowsError
from shared.loops.setbacks import TRIES, WAITS
from tests.support.loops import BrokenError
from tests.support.matching.building import RequestStory
from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.fake_play import play_over
from tests.support.matching.needs.fakes import FakeDueNeeds
from tests.support.setbacks import FakeSetbacks


@dataclass
class Town:
    """A matchmaker over the fake store, and needs that break choosing."""

    ground: FakeGround = field(default_factory=FakeGround)
    bad: set[RequestId] = field(default_factory=set)
    error: BaseException = field(default_factory=BrokenError)
    setbacks: FakeSetbacks = field(default_factory=FakeSetbacks)
    batches: int = 0

    def __post_init__(self) -> None:
        """Break what is to break, before anything is stored."""
        self.play = play_over(self.ground.store)
        self.due = FakeDueNeeds(self.ground.store)
        self.restart()

    def restart(self) -> None:
        """Begin as a process does."""
        use = self.play.use
        singly = DueRows(
            self.due.looks, self.one, "request_id", self.setbacks, use.give_up.give_up_need
        )
        self.round = Matchmaker(self.batch, singly)

    async def batch(self) -> int:
        self.batches += 1
        if self.bad & set(await self.due.looks(1000)):
            raise self.error
        return await self.play.use.choose.choose_batch()

    async def one(self, request_id: RequestId) -> None:
        if request_id in self.bad:
            raise self.error
        await self.play.use.choose.choose_one(request_id)

    async def ask(self, number: int) -> list[RequestId]:
        stories = [RequestStory() for _ in range(number)]
        await self.play.use.keep_needs.react_to_requests_created([one.created() for one in stories])
        return [RequestId(one.request_id) for one in stories]

    async def go_round(self, times: int) -> None:
        for _ in range(times):
            with contextlib.suppress(StuckRowsError, BrokenError):
                await self.round()
            self.setbacks.now += WAITS[-1]

    async def state(self, request_id: RequestId) -> NeedState:
        async with self.ground.store.begin() as work:
            return (await work.needs.read(request_id)).state


@pytest.fixture
async def town() -> Town:
    town = Town()
    for _ in range(5):
        await town.ground.add_volunteer()
    return town


async def test_a_process_begins_carefully_and_goes_on_with_many_at_once(town: Town) -> None:
    request_ids = await town.ask(3)

    rests = [await town.round(), await town.round()]

    assert [await town.state(each) for each in request_ids] == [NeedState.PROPOSED] * 3
    assert (rests, town.batches) == ([None, None], 2)


async def test_one_bad_need_keeps_no_other_from_a_helper(town: Town) -> None:
    await town.go_round(1)
    first, bad, last = await town.ask(3)
    town.bad = {bad}

    await town.go_round(2)

    assert [await town.state(first), await town.state(last)] == [NeedState.PROPOSED] * 2
    assert await town.state(bad) is NeedState.OPEN


async def test_a_need_that_goes_on_failing_is_the_coordinators(town: Town) -> None:
    (bad,) = await town.ask(1)
    town.bad = {bad}

    await town.go_round(TRIES + 2)
    later = await town.ask(2)
    await town.go_round(2)

    said = [item.data for item in town.ground.store.state.published]
    unmatched = [each for each in said if isinstance(each, RequestUnmatched)]
    assert [(each.request_id, each.reason) for each in unmatched] == [
        (bad, UnmatchedReason.CHOOSING_FAILED)
    ]
    assert town.setbacks.rows[str(bad)].is_set_aside
    assert [await town.state(each) for each in later] == [NeedState.PROPOSED] * 2


async def test_a_person_can_have_it_chosen_for_again(town: Town) -> None:
    (bad,) = await town.ask(1)
    town.bad = {bad}
    await town.go_round(TRIES + 2)
    town.bad, town.setbacks.rows = set(), {}

    async with town.ground.store.begin() as work:
        await choose_again(work, bad)
    await town.go_round(2)

    assert await town.state(bad) is NeedState.PROPOSED


async def test_while_one_is_tried_again_it_is_not_chosen_for_among_many(town: Town) -> None:
    (bad,) = await town.ask(1)
    town.bad = {bad}
    with pytest.raises(StuckRowsError):
        await town.round()
    batches = town.batches

    for _ in range(3):  # too early for another try
        await town.round()
        await town.ask(1)

    assert town.batches == batches


async def test_a_database_that_is_away_makes_nobody_careful(town: Town) -> None:
    await town.go_round(1)
    bad, *_ = await town.ask(2)
    town.bad, town.error = {bad}, ConnectionRefusedError()

    with pytest.raises(ConnectionRefusedError):
        await town.round()
    town.bad = set()
    await town.go_round(1)

    assert (town.batches, town.setbacks.rows) == (3, {})


async def test_nobody_becomes_free_for_a_need_that_choosing_fails_on(town: Town) -> None:
    (bad,) = await town.ask(1)
    town.bad = {bad}
    await town.go_round(TRIES + 2)

    async with town.ground.store.begin() as work:
        assert await work.waiting.wake(next(iter(town.ground.numbers))) == 0
