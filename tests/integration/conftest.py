"""A database of a service's own for each test of its folder."""

from pathlib import Path

import pytest

from deploy.local.databases import Addresses
from tests.support.fresh_databases import MakeDatabase

HERE = Path(__file__).parent


@pytest.fixture
async def made(database: MakeDatabase, request: pytest.FixtureRequest) -> Addresses:
    """Make the database of the service whose name the folder has."""
    return await database(request.path.relative_to(HERE).parts[0])
