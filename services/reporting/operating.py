"""What the operator's tool asks: rebuild the projections from the log, and prove them."""

from dataclasses import dataclass

import asyncpg

from services.reporting.handlers.noting import knowledge_of
from services.reporting.store.projections import PostgresProjections
from services.reporting.store.queries import SQL
from shared.contracts.reading import read
from shared.postgres.types import Connection

CHUNK = 2000
"""Facts in memory at once."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums over everything, exercises included."""

    requests: int
    completed: int
    matches: int
    minutes: int
    activities: int
    headcount: int


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A rebuild and its proof: the projections were right when all three agree."""

    facts: int
    live: str
    rebuilt: str
    """Hashes of the projections before and after."""
    counted: Counts
    recounted: Counts
    """Sums of the projections, and sums taken straight from the log by other SQL."""

    @property
    def agrees(self) -> bool:
        """Say whether live, rebuilt and recounted are the same."""
        return self.live == self.rebuilt and self.counted == self.recounted


async def rebuild(dsn: str) -> Rebuilt:
    """Make the projections anew from the log alone, as the database's owner; sends nothing outward.

    The service may go on running: new facts wait only while the last of the log is read and the
    tables are exchanged, and readers never see a half.
    """
    connection = await asyncpg.connect(dsn)
    try:
        position = await _settled_position(connection)
        await connection.execute(SQL["open_shadows"])
        facts = await _replay(connection, 0, position)
        async with connection.transaction():
            await connection.execute(SQL["hold_log"])
            last = await connection.fetchval(SQL["last_position"])
            facts += await _replay(connection, position, last)
            return await _exchange(connection, facts)
    finally:
        await connection.close()


async def projection_hash(dsn: str) -> str:
    """Give a hash of every row of every projection."""
    connection = await asyncpg.connect(dsn)
    try:
        return await _hash(connection)
    finally:
        await connection.close()


async def _settled_position(connection: Connection) -> int:
    async with connection.transaction():
        # Positions are drawn before they are committed: with the lock nobody is in between.
        await connection.execute(SQL["hold_log"])
        position: int = await connection.fetchval(SQL["last_position"])
        return position


async def _replay(connection: Connection, after: int, last: int) -> int:
    facts = 0
    while rows := await connection.fetch(SQL["read_facts"], after, last, CHUNK):
        events = [read(row["body"].encode()) for row in rows]
        await PostgresProjections(connection).learn(knowledge_of(events))
        after, facts = rows[-1]["position"], facts + len(rows)
    return facts


async def _exchange(connection: Connection, facts: int) -> Rebuilt:
    await connection.execute("SET LOCAL search_path = public, pg_temp")
    live = await _hash(connection)
    await connection.execute(SQL["swap_shadows"])
    return Rebuilt(
        facts=facts,
        live=live,
        rebuilt=await _hash(connection),
        counted=await _counts(connection, "count_projections"),
        recounted=await _counts(connection, "count_log"),
    )


async def _hash(connection: Connection) -> str:
    found: str | None = await connection.fetchval(SQL["projection_hash"])
    return found or ""


async def _counts(connection: Connection, query: str) -> Counts:
    row = await connection.fetchrow(SQL[query])
    return Counts(**dict(row or {}))
