"""What begins now belongs to the activation that is open; there is never more than one."""

from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest

from shared.activation import Activation
from shared.activation.current import FRESH_SECONDS, NoActivationError, PostgresCurrent
from shared.migrations import parts
from shared.postgres.types import Pool
from tests.support.fresh_databases import FreshDatabases


class Watch:
    """A clock that stands still until it is moved."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
async def pool(fresh_databases: FreshDatabases) -> AsyncIterator[Pool]:
    made = await fresh_databases.make("activation", parts("clock", "activation"))
    async with asyncpg.create_pool(made.owner_dsn, min_size=1, max_size=2) as opened:
        yield opened
    await fresh_databases.drop(made)


async def open_another(pool: Pool, *, exercise: bool) -> Activation:
    opened = Activation(uuid4(), exercise)
    await pool.execute("DELETE FROM activations")
    await pool.execute(
        "INSERT INTO activations (id, state, exercise) VALUES ($1, 'activated', $2)",
        opened.id,
        opened.exercise,
    )
    return opened


async def test_until_the_network_has_a_life_one_is_open(pool: Pool) -> None:
    assert not (await PostgresCurrent(pool).activation()).exercise


async def test_two_are_never_open(pool: Pool) -> None:
    with pytest.raises(asyncpg.UniqueViolationError):
        await pool.execute(
            "INSERT INTO activations (id, state) VALUES (gen_random_uuid(), 'activated')"
        )


async def test_a_change_is_seen_within_a_second(pool: Pool) -> None:
    watch = Watch()
    current = PostgresCurrent(pool, watch)
    before = await current.activation()
    opened = await open_another(pool, exercise=True)

    watch.seconds += FRESH_SECONDS / 2
    assert await current.activation() == before

    watch.seconds += FRESH_SECONDS
    assert await current.activation() == opened


async def test_while_the_network_sleeps_nothing_begins(pool: Pool) -> None:
    await pool.execute("DELETE FROM activations")

    with pytest.raises(NoActivationError):
        await PostgresCurrent(pool).activation()
