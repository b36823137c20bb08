"""Tries are kept in PostgreSQL, and outlive the process that makes them."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from typing_extensions import override

from shared.loops import PostgresSetbacks, Setbacks
from shared.postgres.pool import open_pool
from tests.support.fresh_databases import MakeDatabase
from tests.support.setbacks import SetbacksContract


@pytest.fixture
async def setbacks(database: MakeDatabase) -> AsyncIterator[PostgresSetbacks]:
    async with open_pool((await database("matching")).app_dsn, name="test") as pool:
        yield PostgresSetbacks(pool, "some_loop")


class TestPostgresSetbacks(SetbacksContract):
    """The contract, on the database."""

    @override
    async def pass_time(self, setbacks: Setbacks, time: timedelta) -> None:
        assert isinstance(setbacks, PostgresSetbacks)
        await setbacks.pool.execute("UPDATE setbacks SET retry_at = retry_at - $1::interval", time)

    async def test_loops_know_nothing_of_each_other(self, setbacks: PostgresSetbacks) -> None:
        other = PostgresSetbacks(setbacks.pool, "another_loop")
        await setbacks.begin(["a"])

        assert (await other.begin(["a"]), await other.held()) == (["a"], 1)

    async def test_what_a_dead_process_had_done_is_not_kept_for_ever(
        self, setbacks: PostgresSetbacks
    ) -> None:
        await setbacks.begin(["a", "b"])
        await self.pass_time(setbacks, timedelta(days=2))

        await setbacks.forget(["b"])

        assert await setbacks.pool.fetchval("SELECT count(*) FROM setbacks") == 0
