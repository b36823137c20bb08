"""A database with only what messaging needs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from shared.migrations import parts
from tests.support.fresh_databases import FreshDatabases

MESSAGING = parts("clock", "messaging")


@asynccontextmanager
async def messaging_database(admin_dsn: str) -> AsyncIterator[str]:
    """Give its owner's address; outbox, inbox and the audit of parked messages are in it."""
    databases = FreshDatabases(admin_dsn)
    made = await databases.make("messaging", MESSAGING)
    try:
        yield made.owner_dsn
    finally:
        await databases.drop(made)
