"""Staff sessions on a real database: the contract, and what only a database can show."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from shared.contracts.words import StaffRole
from shared.migrations import parts
from shared.postgres.types import Connection
from shared.web.sessions import PostgresSessions
from tests.support.fresh_databases import FreshDatabases
from tests.support.web.sessions_contract import HASH, SessionsContract
from tests.support.web.staff import session_opened


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


async def test_a_session_from_before_there_were_several_roles_has_its_one(
    connection: Connection, sessions: PostgresSessions
) -> None:
    await sessions.remember(session_opened(HASH).data)
    await connection.execute("UPDATE staff_sessions SET roles = '{}'")

    found = await sessions.find(HASH)

    assert found is not None
    assert found.roles == {StaffRole.COORDINATOR}
