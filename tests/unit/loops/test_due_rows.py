"""A row that fails holds up no other, and is named until it is mended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import pytest
import structlog
from structlog.testing import capture_logs
from structlog.typing import EventDict

from shared.loops import DueRows, Loop, StuckRowsError, supervised
from tests.support.loops import OFTEN, BrokenError, Clock
from tests.support.messaging import until

FIRST, SECOND, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)


@dataclass
class World:
    """Rows that are due until they are done, and what is wrong with some."""

    due_rows: list[UUID] = field(default_factory=lambda: [FIRST, SECOND, THIRD])
    wrong: dict[UUID, Exception] = field(default_factory=dict)
    away: Exception | None = None

    async def due(self, limit: int) -> Sequence[UUID]:
        if self.away:
            raise self.away
        return self.due_rows[:limit]

    async def do(self, key: UUID) -> None:
        if key in self.wrong:
            raise self.wrong[key]
        self.due_rows.remove(key)


def rows_of(world: World, clock: Clock | None = None) -> DueRows[UUID]:
    return DueRows(world.due, world.do, "match_id", clock or Clock())


async def lines_of(rows: DueRows[UUID]) -> list[EventDict]:
    with (
        capture_logs([structlog.contextvars.merge_contextvars]) as told,
        pytest.raises(StuckRowsError),
    ):
        await rows()
    return told


async def test_what_is_due_is_done() -> None:
    world = World()

    await rows_of(world)()

    assert world.due_rows == []


async def test_a_row_that_fails_holds_up_no_other_and_is_due_again() -> None:
    world = World(wrong={FIRST: BrokenError()})

    with pytest.raises(StuckRowsError):
        await rows_of(world)()

    assert world.due_rows == [FIRST]


async def test_a_stuck_row_stops_neither_the_rest_nor_the_loop_and_health_shows_it() -> None:
    world = World(wrong={FIRST: BrokenError()})
    loop = Loop("weeks_over", rows_of(world), OFTEN)

    async with supervised([loop]):
        await until(lambda: world.due_rows == [FIRST])
        world.due_rows.append(SECOND)
        await until(lambda: world.due_rows == [FIRST])
        stuck = await loop.probe()
        world.wrong.clear()
        await until(lambda: world.due_rows == [])
        await until(lambda: _is_well(loop))

    assert (stuck.status, stuck.detail["error"]) == ("degraded", "StuckRowsError")


async def test_each_row_that_fails_is_named_with_what_broke() -> None:
    error = BrokenError()

    told = await lines_of(rows_of(World(wrong={FIRST: error, THIRD: ConnectionRefusedError()})))

    assert [(line["match_id"], line["log_level"]) for line in told] == [
        (str(FIRST), "error"),
        (str(THIRD), "warning"),
    ]
    assert told[0]["exc_info"] is error


async def test_a_row_that_goes_on_failing_is_told_once_a_minute() -> None:
    clock = Clock()
    rows = rows_of(World(wrong={FIRST: BrokenError()}), clock)

    lines = list[int]()
    for _ in range(122):
        lines.append(len(await lines_of(rows)))
        clock.now += 1

    assert [second for second, count in enumerate(lines) if count] == [0, 60, 120]


async def test_a_row_that_failed_and_was_done_is_news_when_it_fails_again() -> None:
    world = World(wrong={FIRST: BrokenError()})
    rows = rows_of(world)
    await lines_of(rows)
    wrong, world.wrong = world.wrong, {}
    await rows()
    world.due_rows, world.wrong = [FIRST], wrong

    told = await lines_of(rows)

    assert len(told) == 1


async def test_a_query_that_fails_is_for_the_loop_to_tell() -> None:
    away = ConnectionRefusedError()

    with pytest.raises(ConnectionRefusedError):
        await rows_of(World(away=away))()


async def _is_well(loop: Loop) -> bool:
    return (await loop.probe()).status == "ok"
