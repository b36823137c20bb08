"""A database with only what messaging needs, and what lies in any."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import asyncpg

from shared.migrations import parts
from shared.postgres.types import Pool
from tests.support.fresh_databases import FreshDatabases

MESSAGING = parts("clock", "audit", "messaging")


async def everything_in(pool: Pool) -> str:
    """Give all rows of all tables as one text."""
    tables = await pool.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
        "AND has_table_privilege(to_regclass(quote_ident(tablename))::oid, 'SELECT')"
    )
    everything = ""
    for table in tables:
        name = table["tablename"]
        rows = await pool.fetch(f"SELECT t::text FROM {name} AS t")  # noqa: S608  # ours
        everything += " ".join(row[0] for row in rows)
    return everything


async def in_clear(pool: Pool, words: Sequence[str]) -> list[str]:
    """Give those of some words that lie open in any table, as they are or as bytes."""
    everything = await everything_in(pool)
    assert everything
    return [word for word in words if word in everything or word.encode().hex() in everything]


@asynccontextmanager
async def messaging_database(databases: FreshDatabases) -> AsyncIterator[str]:
    """Give its owner's address; outbox, inbox and the audit of parked messages are in it."""
    made = await databases.make("messaging", MESSAGING)
    # here the owner does a service's work, also that of many processes at once
    admin = await asyncpg.connect(databases.admin_dsn)
    await admin.execute("ALTER ROLE messaging_owner CONNECTION LIMIT -1")
    await admin.close()
    try:
        yield made.owner_dsn
    finally:
        await databases.take_back(made)
