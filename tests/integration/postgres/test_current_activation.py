"""What begins now belongs to the activation that is open; there is never more than one."""

from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest

from shared.activation import FIRST_ACTIVATION, Activation
from shared.activation.current import FRESH_SECONDS, NoActivationError, PostgresCurrent, at_work
from shared.activation.standing import AT_WORK
from shared.contracts.activation_words import ActivationState
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


async def begin_the_next(pool: Pool) -> Activation:
    opened = Activation(uuid4())
    await pool.execute("UPDATE activations SET state = 'ended'")
    await pool.execute("INSERT INTO activations (id, state) VALUES ($1, 'standby')", opened.id)
    return opened


async def test_until_the_network_has_a_life_one_is_open(pool: Pool) -> None:
    assert not (await PostgresCurrent(pool).activation()).exercise


@pytest.mark.parametrize("state", sorted({*ActivationState} - {ActivationState.ENDED}))
async def test_two_are_never_open(pool: Pool, state: str) -> None:
    with pytest.raises(asyncpg.UniqueViolationError):
        await pool.execute(
            "INSERT INTO activations (id, state) VALUES (gen_random_uuid(), $1)", state
        )


async def test_an_exercise_is_open_beside_what_is_real_and_is_never_given(pool: Pool) -> None:
    drill = "INSERT INTO activations (id, state, exercise) VALUES (gen_random_uuid(), $1, true)"
    await pool.execute(drill, "ended")
    await pool.execute(drill, "alerted")

    with pytest.raises(asyncpg.UniqueViolationError):
        await pool.execute(drill, "activated")
    assert await PostgresCurrent(pool).activation() == FIRST_ACTIVATION


async def test_a_change_is_seen_within_a_second(pool: Pool) -> None:
    watch = Watch()
    current = PostgresCurrent(pool, watch)
    before = await current.activation()
    opened = await begin_the_next(pool)

    watch.seconds += FRESH_SECONDS / 2
    assert await current.activation() == before

    watch.seconds += FRESH_SECONDS
    assert await current.activation() == opened
    assert (await current.standing()).state is ActivationState.STANDBY


@pytest.mark.parametrize("state", sorted({*ActivationState} - {ActivationState.ENDED}))
async def test_nobody_is_at_work_while_the_network_sleeps(pool: Pool, state: str) -> None:
    await pool.execute("UPDATE activations SET state = $1", state)

    found = await at_work(PostgresCurrent(pool))

    assert (found == FIRST_ACTIVATION) is (state in AT_WORK)
    assert found in {None, FIRST_ACTIVATION}


async def test_where_none_is_open_nothing_begins(pool: Pool) -> None:
    await pool.execute("DELETE FROM activations")

    with pytest.raises(NoActivationError):
        await PostgresCurrent(pool).activation()
    assert await at_work(PostgresCurrent(pool)) is None
