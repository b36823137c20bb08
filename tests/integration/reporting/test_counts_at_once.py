"""Two people at once at the same figures: whoever comes second sees what the first did."""

from collections.abc import Awaitable
from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from services.reporting.projects.model import Projects, Sheet
from services.reporting.projects.use_cases.enter import EnterCounts, EnteredMeanwhileError, Which
from services.reporting.work import store_over
from shared.fields.problem import Problem
from shared.postgres.types import Pool
from tests.support.reporting.projects.building import AUTUMN, PARTICIPANTS, project
from tests.support.reporting.projects.store_contract import (
    KAISA,
    LIISA,
    MATTI,
    entering,
    typed,
    women,
)
from tests.support.two_at_once import one_behind_the_other

ROW = "SELECT FROM entered_periods WHERE project = $1 FOR UPDATE"


class Desk:
    """A project of its own for each scene, in which somebody has entered a figure."""

    def __init__(self, pool: Pool, code: str) -> None:
        """Open it."""
        self.pool, self.code = pool, code
        self.at: EnterCounts = replace(
            entering(store_over(pool)), projects=Projects((project(code=code),))
        )
        self.which = Which(code, AUTUMN.first, PARTICIPANTS)
        self.seen = frozenset[UUID]()

    async def begin(self) -> "Desk":
        await self.at.enter(self.which, KAISA, typed(25))
        waiting = (await women(self.at, self.which)).waiting
        assert waiting is not None
        self.seen = frozenset({waiting.id})
        return self

    async def confirm(self, by: UUID) -> object:
        return await self.at.confirm(self.which, by, self.seen)

    async def correct(self, by: UUID, value: int = 26) -> object:
        try:
            return await self.at.enter(self.which, by, typed(value, 1))
        except EnteredMeanwhileError:
            return "meanwhile"

    async def close(self) -> None:
        sheet = Sheet(self.code, AUTUMN)
        async with self.at.store.begin() as work:
            await work.entered_counts.hold(sheet)
            await work.entered_counts.close(sheet)

    async def both(self, first: Awaitable[object], second: Awaitable[object]) -> object:
        return tuple(await one_behind_the_other(self.pool, ROW, self.code, first, second))


CHANGED = [Problem("confirm", "changed")]


async def test_two_at_once_never_confirm_twice_or_what_was_changed_meanwhile(pool: Pool) -> None:
    twice = await Desk(pool, "twice").begin()
    assert await twice.both(twice.confirm(MATTI), twice.confirm(LIISA)) == ([], CHANGED)
    (entry,) = (await women(twice.at, twice.which)).entries
    assert entry.confirmed_by == MATTI

    late = await Desk(pool, "late").begin()
    assert await late.both(late.correct(LIISA), late.confirm(MATTI)) == ([], CHANGED)
    assert (await women(late.at, late.which)).confirmed is None

    early = await Desk(pool, "early").begin()
    assert await early.both(early.confirm(MATTI), early.correct(LIISA)) == ([], [])
    count = await women(early.at, early.which)
    assert count.confirmed is not None
    assert (count.confirmed.value, count.version) == (25, 2)


async def test_of_two_who_enter_at_once_the_second_sees_what_the_first_did(pool: Pool) -> None:
    other = await Desk(pool, "other").begin()
    assert await other.both(other.correct(MATTI), other.correct(LIISA, 27)) == ([], "meanwhile")

    same = await Desk(pool, "same").begin()
    assert await same.both(same.correct(MATTI), same.correct(LIISA)) == ([], [])
    assert (await women(same.at, same.which)).version == 2

    for code, is_first in (("closed", True), ("open", False)):
        desk = await Desk(pool, code).begin()
        turns = [desk.close(), desk.correct(MATTI)]
        await desk.both(*(turns if is_first else reversed(turns)))
        assert (await women(desk.at, desk.which)).entries[0].after_closing is is_first


async def test_the_database_refuses_who_confirms_their_own_even_where_nobody_asks(
    pool: Pool,
) -> None:
    desk = await Desk(pool, "own").begin()
    (entry_id,) = desk.seen
    insert = (
        "INSERT INTO count_confirmations (entry_id, entered_by, confirmed_by) VALUES ($1, $2, $3)"
    )

    with pytest.raises(asyncpg.CheckViolationError):
        await pool.execute(insert, entry_id, KAISA, KAISA)
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await pool.execute(insert, entry_id, LIISA, KAISA)
