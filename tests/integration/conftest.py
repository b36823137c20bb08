"""A database of a service's own for each test of its folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.local.databases import Addresses
from shared.messaging.topology import WorkQueue
from tests.support.fresh_databases import MakeDatabase
from tests.support.messaging import drop, own_queue

HERE = Path(__file__).parent


@pytest.fixture
async def queue(rabbit_url: str) -> AsyncIterator[WorkQueue]:
    """Give a queue to which nothing is bound."""
    queue = await own_queue(rabbit_url)
    yield queue
    await drop(rabbit_url, queue)


@pytest.fixture
async def made(database: MakeDatabase, request: pytest.FixtureRequest) -> Addresses:
    """Make the database of the service whose name the folder has."""
    return await database(request.path.relative_to(HERE).parts[0])
