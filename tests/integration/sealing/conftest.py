"""A database with only what sealing needs."""

from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest

from shared.migrations import parts
from shared.postgres.migrations import migrate
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool


@pytest.fixture
async def pool(postgres_admin_dsn: str) -> AsyncIterator[Pool]:
    """Open a pool on a fresh migrated database."""
    name = f"sealing_{uuid4().hex[:8]}"
    admin = await asyncpg.connect(postgres_admin_dsn)
    await admin.execute(f"CREATE DATABASE {name}")
    dsn = f"{postgres_admin_dsn.rpartition('/')[0]}/{name}"
    try:
        await migrate(dsn, parts("clock", "audit", "sealing"), "postgres")
        async with open_pool(dsn, name="tests") as opened:
            yield opened
    finally:
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await admin.close()
