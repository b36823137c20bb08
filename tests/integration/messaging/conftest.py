"""A database with only what messaging needs."""

from collections.abc import AsyncIterator

import pytest

from tests.support.databases import messaging_database


@pytest.fixture
async def messaging_dsn(postgres_admin_dsn: str) -> AsyncIterator[str]:
    """Give the address of a fresh migrated database."""
    async with messaging_database(postgres_admin_dsn) as dsn:
        yield dsn
