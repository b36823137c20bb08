"""The network's life in a real database: two at once, and what it refuses."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.intake.activation.model import Changed, Outcome, SomebodyWasFirst, Stand
from shared.activation.rules import GOES_TO
from shared.contracts.activation_words import ActivationState
from shared.postgres.pool import connected
from tests.support.intake.activation.building import REACH, deciding, decision, press
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.two_at_once import one_behind_the_other

LOCK = "SELECT FROM activations WHERE state <> $1 FOR UPDATE"
SAID = """
SELECT subject, subject_version FROM outbox WHERE type = 'activation.changed' ORDER BY position
"""
NOT_DECIDED = """
SELECT count(*) FROM culprits() WHERE rule = 'an activation stands as its last audit line says'
"""
CHANGED_UNTOLD = "UPDATE activations SET valid_until = '2026-08-31'"
ANEW = "INSERT INTO activations (id, state) VALUES (gen_random_uuid(), 'activated')"
GO = "UPDATE activations SET state = $1, version = version + 1"


async def now(world: PostgresWorld) -> Stand:
    async with world.store.begin() as work:
        return await work.life.now()


async def decide(world: PostgresWorld, state: ActivationState, seen: Stand) -> Outcome:
    made = decision(state, replace(REACH, valid_until=None, review_on=None))
    at = await world.now()
    if state not in {ActivationState.STANDBY, ActivationState.ALERTED}:
        until, review = at.date() + timedelta(60), at.date() + timedelta(30)
        made = replace(made, reach=replace(REACH, valid_until=until, review_on=review))
    return await deciding(world.store, at).change(press(seen, made))


@pytest.mark.parametrize("first", [ActivationState.PROLONGED, ActivationState.WINDING_DOWN])
async def test_of_two_transactions_the_second_sees_what_the_first_decided(
    world: PostgresWorld, first: ActivationState
) -> None:
    seen = await now(world)

    ahead, behind = await one_behind_the_other(
        world.pool,
        LOCK,
        "ended",
        decide(world, first, seen),
        decide(world, ActivationState.WINDING_DOWN, seen),
    )

    assert isinstance(ahead, Changed)
    assert isinstance(behind, SomebodyWasFirst)
    assert behind.last is not None
    assert (behind.last.id, behind.last.state) == (ahead.audit_id, first)
    assert await now(world) == ahead.stand
    assert len(await world.pool.fetch(SAID)) == 1


async def test_who_waits_while_it_ends_is_told_of_the_next_one(world: PostgresWorld) -> None:
    await decide(world, ActivationState.WINDING_DOWN, await now(world))
    seen = await now(world)

    ahead, behind = await one_behind_the_other(
        world.pool,
        LOCK,
        "ended",
        decide(world, ActivationState.ENDED, seen),
        decide(world, ActivationState.ACTIVATED, seen),
    )

    assert isinstance(ahead, Changed)
    assert isinstance(behind, SomebodyWasFirst)
    following = await now(world)
    assert following.standing.state is ActivationState.STANDBY
    subject, former = (f"activation/{each.activation.id}" for each in (following, seen))
    assert [tuple(row) for row in await world.pool.fetch(SAID)] == [
        (former, 1),
        (former, 2),
        (subject, 1),
    ]


async def test_the_database_refuses_each_step_that_is_none(made: Addresses) -> None:
    refused = set()
    async with connected(made.owner_dsn) as owner:
        for before, after in product(ActivationState, repeat=2):
            await owner.execute("UPDATE activations SET state = $1, version = 0", before)
            try:
                await owner.execute(GO, after)
            except asyncpg.CheckViolationError:
                refused.add((before, after))
            await owner.execute("DELETE FROM activations")
            await owner.execute(ANEW)

    steps = product(ActivationState, repeat=2)
    assert refused == {(a, b) for a, b in steps if a is not b and b not in GOES_TO[a]}


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE activations SET areas = '{698}'",
        "UPDATE activations SET version = version + 1",
        "DELETE FROM activations WHERE state = 'ended'",
        "DELETE FROM activation_steps WHERE was IS NULL",
    ],
)
async def test_verify_tells_an_activation_that_stands_as_nobody_decided(
    made: Addresses, world: PostgresWorld, lie: str
) -> None:
    async with connected(made.owner_dsn) as owner:
        for table in ("activations", "activation_steps"):
            await owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        as_made = await owner.fetchval(NOT_DECIDED)
        await owner.execute("BEGIN; " + CHANGED_UNTOLD)
        untold = await owner.fetchval(NOT_DECIDED)
        await owner.execute("ROLLBACK")
        for state in (ActivationState.WINDING_DOWN, ActivationState.ENDED):
            await decide(world, state, await now(world))
        decided = await owner.fetchval(NOT_DECIDED)
        await owner.execute(lie)
        told = await owner.fetchval(NOT_DECIDED)

    assert (as_made, untold, decided, told > 0) == (0, 1, 0, True)
