"""Staff sessions on a real database."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from shared.migrations import parts
from shared.postgres.types import Connection
from shared.web.sessions import PostgresSessions
from tests.support.fresh_databases import FreshDatabases
from tests.support.web.sessions_contract import SessionsContract


@pytest.fixture
async def connection(fresh_databases: FreshDatabases) -> AsyncIterator[Connection]:
    made = await fresh_databases.make("web", parts("clock", "web"))
    connection = await asyncpg.connect(made.app_dsn)
    yield connection
    await connection.close()
    await fresh_databases.drop(made)


@pytest.fixture
def sessions(connection: Connection) -> PostgresSessions:
    return PostgresSessions(connection)


class TestPostgresSessions(SessionsContract):
    """The contract itself is inherited."""
