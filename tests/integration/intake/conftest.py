"""Intake's real store on a database of the test's own."""

from collections.abc import AsyncIterator

import pytest

from deploy.local.databases import Addresses
from tests.support.intake.postgres_world import PostgresWorld, postgres_world


@pytest.fixture
async def world(made: Addresses) -> AsyncIterator[PostgresWorld]:
    async with postgres_world(made.app_dsn) as world:
        yield world
