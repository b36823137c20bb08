"""Whoever loses to another transaction begins again, wholly, and not for ever."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import asyncpg

TRIES: Final = 3
LOST: Final = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
"""How the database says that of two transactions this one was rolled back for the other's sake."""

ResultT = TypeVar("ResultT")


async def until_won(do: Callable[[], Awaitable[ResultT]]) -> ResultT:
    """Do a whole transaction, again while it loses; the last loss is the caller's.

    Nothing of a loser is stored, so beginning again does nothing twice. Other errors pass: another
    try would end as this one.
    """
    for _ in range(TRIES - 1):
        try:
            return await do()
        except LOST:
            continue
    return await do()
