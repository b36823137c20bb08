"""Whether the network is switched on, by the real database."""

import pytest

from deploy.local.databases import Addresses
from services.intake.site.ports import NobodyKnowsError
from services.intake.site.store import PostgresOpenings
from shared.postgres.pool import open_pool


async def test_a_network_is_open_since_its_activation(
    made: Addresses,
) -> None:
    async with open_pool(made.app_dsn, name="test") as pool:
        opened = await PostgresOpenings(pool).opening()
        since = await pool.fetchval("SELECT opened_at FROM activations")

    assert opened is not None
    assert (opened.since, opened.exercise) == (since, False)


async def test_a_database_that_does_not_answer_is_not_a_network_that_sleeps(
    made: Addresses,
) -> None:
    async with open_pool(made.app_dsn, name="test") as pool:
        openings = PostgresOpenings(pool)

    with pytest.raises(NobodyKnowsError):
        await openings.opening()
