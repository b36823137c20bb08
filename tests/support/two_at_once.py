"""Two transactions at once, their order forced by a lock that both must wait for."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from shared.postgres.types import Pool
from tests.support.patience import PATIENCE

_WAITING = """
SELECT count(DISTINCT pid)
FROM pg_locks
JOIN pg_stat_activity USING (pid)
WHERE NOT granted AND datname = current_database()
"""
SceneT = TypeVar("SceneT")


def by_name(
    *happenings: Callable[[SceneT], Awaitable[object]],
) -> dict[str, Callable[[SceneT], Awaitable[object]]]:
    """Give what may happen in a scene by its name in words."""
    return {happening.__name__.replace("_", " "): happening for happening in happenings}


TURN = 0.002
"""Seconds between two looks at who waits."""


async def one_behind_the_other(
    pool: Pool, row: str, key: object, first: Awaitable[Any], second: Awaitable[Any]
) -> tuple[Any, Any]:
    """Let both begin while their row is held, so that `first` gets it first; give both results.

    `row` is the statement that locks it. Whoever needs no lock of it is done before.
    """
    async with pool.acquire() as holder:
        async with holder.transaction():
            await holder.execute(row, key)
            ahead = asyncio.ensure_future(first)
            await until_waiting(pool, 1, ahead)
            behind = asyncio.ensure_future(second)
            await until_waiting(pool, 2, ahead, behind)
        return await asyncio.gather(ahead, behind)


async def in_turn(
    pool: Pool, row: str, key: object, both: tuple[Awaitable[Any], Awaitable[Any]], *, as_said: bool
) -> tuple[Any, Any]:
    """Let both begin so that the first of them, or else the second, gets the row first."""
    ahead, behind = both if as_said else reversed(both)
    return await one_behind_the_other(pool, row, key, ahead, behind)


async def until_waiting(pool: Pool, number: int, *racing: asyncio.Future[Any]) -> None:
    """Wait until so many wait for a lock or are done."""
    # asked by another session than the holder's: in a transaction the first answer is repeated
    async with asyncio.timeout(PATIENCE):
        while True:
            done = sum(each.done() for each in racing)
            if await pool.fetchval(_WAITING) + done >= number:
                return
            await asyncio.sleep(TURN)
