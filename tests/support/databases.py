"""Databases of one's own, with only the tables a test needs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg

import shared.messaging
from shared.postgres.migrating import migrate

MESSAGING = Path(shared.messaging.__path__[0]) / "migrations"


@asynccontextmanager
async def messaging_database(admin_dsn: str) -> AsyncIterator[str]:
    """Give the address of a fresh database with outbox, inbox and the audit of parked messages."""
    name = f"messaging_{uuid4().hex[:8]}"
    admin = await asyncpg.connect(admin_dsn)
    await admin.execute(f"CREATE DATABASE {name}")
    dsn = f"{admin_dsn.rpartition('/')[0]}/{name}"
    await migrate(dsn, [("messaging", MESSAGING)], "postgres")
    try:
        yield dsn
    finally:
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await admin.close()
