"""Reporting's own database."""

from collections.abc import AsyncIterator

import pytest

from deploy.local.databases import Addresses
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from tests.support.fresh_databases import MakeDatabase


@pytest.fixture
async def addresses(database: MakeDatabase) -> Addresses:
    return await database("reporting")


@pytest.fixture
async def pool(addresses: Addresses) -> AsyncIterator[Pool]:
    async with open_pool(addresses.app_dsn, name="reporting") as pool:
        yield pool
