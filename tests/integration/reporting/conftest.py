"""Reporting's own database."""

from collections.abc import AsyncIterator

import pytest

from deploy.local.databases import Addresses
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool


@pytest.fixture
async def pool(made: Addresses) -> AsyncIterator[Pool]:
    async with open_pool(made.app_dsn, name="reporting") as pool:
        yield pool
