"""A database with only what messaging needs."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

import shared.messaging
from shared.postgres.migrating import migrate

MIGRATIONS = Path(shared.messaging.__path__[0]) / "migrations"


@pytest.fixture
async def messaging_dsn(postgres_admin_dsn: str) -> AsyncIterator[str]:
    """Give the address of a fresh migrated database."""
    name = f"messaging_{uuid4().hex[:8]}"
    admin = await asyncpg.connect(postgres_admin_dsn)
    await admin.execute(f"CREATE DATABASE {name}")
    base, _, _ = postgres_admin_dsn.rpartition("/")
    dsn = f"{base}/{name}"
    await migrate(dsn, [("messaging", MIGRATIONS)], "postgres")
    yield dsn
    await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.close()
