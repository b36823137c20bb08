"""A row that fails holds up no other, and is set aside for a person after counted tries."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs
from structlog.typing import EventDict
from typing_extensions import override

from shared.loops import MORE, DoMany, DueRows, Loop, Setbacks, StuckRowsError, supervised
from shared.loops.due_rows import BATCH
from shared.loops.setbacks import TRIES, WAITS
from tests.support.loops import OFTEN, BrokenError
from tests.support.messaging import until
from tests.support.setbacks import FakeSetbacks, SetbacksContract

FIRST, SECOND, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)


class TestFakeSetbacks(SetbacksContract):
    """What the tests below stand on."""

    @pytest.fixture
    def setbacks(self) -> Setbacks:
        return FakeSetbacks()

    @override
    async def pass_time(self, setbacks: Setbacks, time: timedelta) -> None:
        assert isinstance(setbacks, FakeSetbacks)
        setbacks.now += time


@dataclass
class World:
    """Rows that are due until they are done, and what is wrong with some."""

    due_rows: list[UUID] = field(default_factory=lambda: [FIRST, SECOND, THIRD])
    wrong: dict[UUID, BaseException] = field(default_factory=dict)
    away: Exception | None = None
    hangs: set[UUID] = field(default_factory=set)
    given_up: list[UUID] = field(default_factory=list)
    setbacks: FakeSetbacks = field(default_factory=FakeSetbacks)
    together: DoMany[UUID] | None = None
    batches: list[int] = field(default_factory=list)

    async def due(self, limit: int) -> Sequence[UUID]:
        if self.away:
            raise self.away
        return self.due_rows[:limit]

    async def do(self, key: UUID) -> None:
        if key in self.hangs:
            await asyncio.Event().wait()
        if key in self.wrong:
            raise self.wrong[key]
        self.due_rows.remove(key)

    async def do_many(self, keys: Sequence[UUID]) -> None:
        self.batches.append(len(keys))
        before = list(self.due_rows)
        try:
            for key in keys:
                await self.do(key)
        except BaseException:
            self.due_rows = before
            raise

    async def give_up(self, key: UUID) -> None:
        self.given_up.append(key)


def rows_of(world: World, row_seconds: float = 60.0) -> DueRows[UUID]:
    return DueRows(
        world.due,
        world.do,
        "match_id",
        world.setbacks,
        world.give_up,
        world.together,
        row_seconds,
    )


async def go_round(world: World, row_seconds: float = 60.0) -> list[EventDict]:
    """Go one round, some of which fails, and give what was told; then let a long time pass."""
    with capture_logs([structlog.contextvars.merge_contextvars]) as told:
        try:
            await rows_of(world, row_seconds)()
        except StuckRowsError:
            pass
        finally:
            world.setbacks.now += WAITS[-1]
    return told


async def test_what_is_due_is_done() -> None:
    world = World()

    await rows_of(world)()

    assert (world.due_rows, world.setbacks.rows) == ([], {})


async def test_a_row_that_fails_holds_up_no_other_and_is_tried_again_later() -> None:
    world = World(wrong={FIRST: BrokenError()})
    rows = rows_of(world)

    with pytest.raises(StuckRowsError):
        await rows()
    await rows()  # too early: it is not tried, so it does not fail
    left = list(world.due_rows)
    world.wrong.clear()
    world.setbacks.now += WAITS[0]
    await rows()

    assert (left, world.due_rows, world.setbacks.rows) == ([FIRST], [], {})


async def test_a_row_that_goes_on_failing_is_set_aside_and_told() -> None:
    world = World(wrong={FIRST: BrokenError()})

    told = [line for _ in range(TRIES + 3) for line in await go_round(world)]

    assert [line["event"] for line in told] == [*["row failed"] * TRIES, "row set aside"]
    assert [line["attempts"] for line in told[:TRIES]] == list(range(1, TRIES + 1))
    assert {line["match_id"] for line in told} == {str(FIRST)}
    assert (world.given_up, world.due_rows) == ([FIRST], [FIRST])


async def test_a_row_that_hangs_is_cut_off_counted_and_set_aside() -> None:
    world = World(hangs={FIRST})

    told = [line for _ in range(TRIES) for line in await go_round(world, row_seconds=0.001)]

    assert (world.given_up, world.due_rows) == ([FIRST], [FIRST])
    assert {type(line["exc_info"]).__name__ for line in told[:TRIES]} == {"RowHangsError"}


async def test_a_row_that_kills_the_process_is_counted_and_the_others_get_their_turn() -> None:
    world = World(wrong={SECOND: SystemExit()})

    for _ in range(TRIES + 1):
        try:
            await go_round(world)
        except SystemExit:
            continue

    assert (world.given_up, world.due_rows) == ([SECOND], [SECOND])


async def test_rows_set_aside_do_not_fill_the_batch() -> None:
    bad, good = [UUID(int=each) for each in range(BATCH + 5)], UUID(int=9999)
    world = World([*bad, good], wrong=dict.fromkeys(bad, BrokenError()))
    for _ in range(TRIES + 1):
        await go_round(world)

    await go_round(world)

    assert good not in world.due_rows
    assert len(world.due_rows) == len(bad)


@given(st.lists(st.sampled_from(["well", "fails", "hangs", "kills"]), max_size=8))
async def test_whatever_the_rows_do_the_good_are_done_and_the_bad_end_with_a_person(
    ways: list[str],
) -> None:
    keys = {UUID(int=at): way for at, way in enumerate(ways)}
    bad = [key for key, way in keys.items() if way != "well"]
    world = World(
        list(keys),
        wrong={
            key: BrokenError() if way == "fails" else SystemExit()
            for key, way in keys.items()
            if way in {"fails", "kills"}
        },
        hangs={key for key, way in keys.items() if way == "hangs"},
    )

    for _ in range((len(keys) + 1) * (TRIES + 1)):
        try:
            await go_round(world, row_seconds=0.0)
        except SystemExit:
            continue

    assert sorted(world.given_up) == bad
    assert world.due_rows == bad


async def test_what_can_be_done_together_is() -> None:
    world = World([UUID(int=each) for each in range(BATCH + 1)])
    world.together = world.do_many
    rows = rows_of(world)

    rests = [await rows() for _ in range(3)]

    assert (world.batches, world.due_rows) == ([BATCH, 1], [])
    assert rests == [MORE, None, None]


async def test_of_many_done_together_only_the_one_that_fails_is_stuck() -> None:
    world = World(wrong={SECOND: BrokenError()})
    world.together = world.do_many

    for _ in range(TRIES + 1):
        await go_round(world)

    assert (world.due_rows, world.given_up, world.batches) == ([SECOND], [SECOND], [3])


async def test_a_failure_degrades_the_loop_until_a_round_goes_well() -> None:
    world = World(wrong={FIRST: BrokenError()})
    loop = Loop("weeks_over", rows_of(world), OFTEN)

    async with supervised([loop]):
        await until(lambda: world.due_rows == [FIRST])
        world.due_rows.append(SECOND)
        await until(lambda: world.due_rows == [FIRST])
        await until(lambda: _is_well(loop))

    assert world.setbacks.rows[str(FIRST)].error == "BrokenError"


async def test_each_row_that_fails_is_named_with_what_broke() -> None:
    error = BrokenError()

    told = await go_round(World(wrong={FIRST: error, THIRD: ConnectionRefusedError()}))

    assert [(line["match_id"], line["log_level"]) for line in told] == [
        (str(FIRST), "error"),
        (str(THIRD), "warning"),
    ]
    assert told[0]["exc_info"] is error


async def test_a_row_that_cannot_be_given_up_is_set_aside_all_the_same() -> None:
    world = World(wrong={FIRST: BrokenError()})
    world.given_up = None  # type: ignore[assignment]  # whatever breaks in it

    for _ in range(TRIES + 1):
        await go_round(world)

    assert world.setbacks.rows[str(FIRST)].is_set_aside


async def test_a_query_that_fails_is_for_the_loop_to_tell() -> None:
    away = ConnectionRefusedError()

    with pytest.raises(ConnectionRefusedError):
        await rows_of(World(away=away))()


async def _is_well(loop: Loop) -> bool:
    return (await loop.probe()).status == "ok"
