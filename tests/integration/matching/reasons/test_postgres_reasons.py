"""The real reader of reasons: the contract, and the index behind the list."""

from collections.abc import AsyncIterator

import pytest
from typing_extensions import override

from services.matching.reasons.ports import Reasons
from services.matching.reasons.store import SQL, PostgresReasons
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.ground import Ground
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.reasons.store_contract import ReasonsContract


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("matching")).app_dsn) as ground:
        yield ground


class TestPostgresReasons(ReasonsContract):
    """The contract itself is inherited."""

    @override
    def reasons(self, ground: Ground) -> Reasons:
        assert isinstance(ground, PostgresGround)
        return PostgresReasons(ground.pool)


async def test_the_list_is_read_from_its_index_however_many_needs_are_over(
    ground: PostgresGround,
) -> None:
    await ground.pool.execute(
        "INSERT INTO needs (request_id, state, activation_id, exercise) "
        "SELECT gen_random_uuid(), 'closed', gen_random_uuid(), false FROM generate_series(1, 5000)"
    )
    await ground.add_need()
    await ground.pool.execute("ANALYZE needs")

    plan = await ground.pool.fetch(f"EXPLAIN {SQL['longest_waiting']}", 100)

    assert "needs_longest" in "\n".join(row[0] for row in plan)
