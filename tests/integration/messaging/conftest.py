"""A database with only what messaging needs."""

from collections.abc import AsyncIterator, Iterator

import pytest

from shared.messaging.topology import WorkQueue
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from tests.support.databases import messaging_database
from tests.support.fresh_databases import FreshDatabases
from tests.support.messaging import drop, own_queue
from tests.support.town_broker import TownBroker
from tests.support.town_broker import town_broker as running_broker


@pytest.fixture
async def messaging_dsn(fresh_databases: FreshDatabases) -> AsyncIterator[str]:
    """Give the address of a fresh migrated database."""
    async with messaging_database(fresh_databases) as dsn:
        yield dsn


@pytest.fixture
async def pool(messaging_dsn: str) -> AsyncIterator[Pool]:
    async with open_pool(messaging_dsn, name="test") as pool:
        yield pool


@pytest.fixture
async def queue(rabbit_url: str) -> AsyncIterator[WorkQueue]:
    queue = await own_queue(rabbit_url, "hours.logged")
    yield queue
    await drop(rabbit_url, queue)


@pytest.fixture(scope="package")
def town_broker() -> Iterator[TownBroker]:
    """Give a broker with a town's users, shared by who asks for it."""
    with running_broker() as broker:
        yield broker
