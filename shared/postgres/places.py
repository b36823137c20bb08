"""Places at the database: people have theirs, so that work of the background never takes them."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import asyncpg

from shared.postgres.hurry import hurry
from shared.postgres.types import Connection, OpenPool
from shared.postgres.walls import showing_only

WORK_SECONDS: Final = 10.0
"""What a handler or a loop waits for a place; then the database counts as away."""


@dataclass(frozen=True, slots=True)
class Places:
    """How many connections of one process are kept for whom."""

    people: int = 8
    work: int = 12


ONE: Final = Places(people=1, work=1)
"""For a tool, which does one thing after another."""


@dataclass(frozen=True, slots=True)
class SharedPool:
    """Implements `types.Pool`: two pools, of which each caller is given a place in its own.

    Whoever waits too long gets a TimeoutError, which says that the database is away.
    """

    people: OpenPool
    work: OpenPool

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Connection]:
        """Give a connection for as long as the context lasts."""
        person = hurry()
        free = (
            self.people.acquire(timeout=person.left)
            if person
            else self.work.acquire(timeout=WORK_SECONDS)
        )
        asked = time.monotonic()
        async with free as connection:
            if person:
                person.spend(time.monotonic() - asked)
            async with showing_only(connection, person.organisation if person else None):
                yield connection

    async def fetch(self, query: str, *args: object) -> list[asyncpg.Record]:
        """Give the rows of one statement."""
        async with self.acquire() as connection:
            return await connection.fetch(query, *args)

    async def fetchrow(self, query: str, *args: object) -> asyncpg.Record | None:
        """Give the first row of one statement."""
        async with self.acquire() as connection:
            return await connection.fetchrow(query, *args)

    async def fetchval(self, query: str, *args: object) -> Any:  # noqa: ANN401  # as asyncpg's
        """Give the first value of one statement."""
        async with self.acquire() as connection:
            return await connection.fetchval(query, *args)

    async def execute(self, query: str, *args: object) -> str:
        """Run one statement, or several when there are no arguments."""
        async with self.acquire() as connection:
            return await connection.execute(query, *args)
