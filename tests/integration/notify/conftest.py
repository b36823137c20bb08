"""Notify's real store on a database of the test's own."""

from collections.abc import AsyncIterator

import pytest

from deploy.local.databases import Addresses
from tests.support.notify.grounds import PostgresGround, postgres_ground


@pytest.fixture
async def ground(made: Addresses) -> AsyncIterator[PostgresGround]:
    async with postgres_ground(made.app_dsn) as ground:
        yield ground
