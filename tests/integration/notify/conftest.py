"""Notify's real store on a database of the test's own."""

from collections.abc import AsyncIterator

import pytest

from deploy.local.databases import Addresses
from tests.support.fresh_databases import MakeDatabase
from tests.support.notify.grounds import PostgresGround, postgres_ground


@pytest.fixture
async def addresses(database: MakeDatabase) -> Addresses:
    return await database("notify")


@pytest.fixture
async def ground(addresses: Addresses) -> AsyncIterator[PostgresGround]:
    async with postgres_ground(addresses.app_dsn) as ground:
        yield ground
