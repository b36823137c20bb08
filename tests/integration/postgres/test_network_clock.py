"""One clock of the network: only the owner of a database sets it, and SQL and Python agree."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from deploy.local.databases import Addresses
from shared.clock import Clock, shift
from shared.postgres.pool import open_pool
from shared.postgres.types import Connection
from tests.support.fresh_databases import MakeDatabase

NEAR = timedelta(seconds=30)
TWO_DAYS = timedelta(days=2)


@pytest.fixture
async def made(database: MakeDatabase) -> Addresses:
    return await database("reporting")


@pytest.fixture
async def owner(made: Addresses) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(made.owner_dsn)
    yield connection
    await connection.close()


@pytest.fixture
async def app(made: Addresses) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(made.app_dsn)
    yield connection
    await connection.close()


async def network_now(connection: Connection) -> datetime:
    found: datetime = await connection.fetchval("SELECT network_now()")
    return found


async def test_it_is_the_worlds_unless_it_was_shifted(app: Connection) -> None:
    assert abs(await network_now(app) - datetime.now(UTC)) < NEAR


async def test_the_owner_shifts_it_also_for_plans_that_are_prepared(
    owner: Connection, app: Connection
) -> None:
    prepared = await app.prepare("SELECT network_now()")
    await prepared.fetchval()

    await shift(owner, TWO_DAYS)

    assert abs(await prepared.fetchval() - datetime.now(UTC) - TWO_DAYS) < NEAR
    assert abs(await network_now(app) - datetime.now(UTC) - TWO_DAYS) < NEAR


async def test_a_service_may_not_shift_it(app: Connection) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await shift(app, TWO_DAYS)


async def test_it_goes_on_within_a_transaction(app: Connection) -> None:
    async with app.transaction():
        first = await network_now(app)
        await app.execute("SELECT pg_sleep(0.02)")

        assert await network_now(app) > first


async def test_a_service_goes_as_its_database_does(made: Addresses, owner: Connection) -> None:
    await shift(owner, TWO_DAYS)
    clock = Clock()

    async with open_pool(made.app_dsn, name="test", greet=clock.set_by) as pool:
        await pool.fetchval("SELECT 1")

    assert clock.ahead == TWO_DAYS
    assert abs(clock.now() - datetime.now(UTC) - TWO_DAYS) < NEAR


async def test_an_index_on_a_due_time_is_used(owner: Connection) -> None:
    await owner.execute("CREATE TABLE due (at timestamptz); CREATE INDEX due_at ON due (at)")
    await owner.execute("SET enable_seqscan = off")

    plan = await owner.fetch("EXPLAIN SELECT FROM due WHERE at <= network_now()")

    assert "Index Cond: (at <= network_now())" in "\n".join(row[0] for row in plan)
