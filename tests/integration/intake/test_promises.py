"""A promise is kept once, by whichever process, and none of it is kept by half."""

import asyncio
from dataclasses import replace

import pytest

from services.intake.adapters import CHANCE
from services.intake.requests.store.promises import PostgresDuePromises
from shared.letters import SealedNotice, SealedPost
from shared.sealing.notices import Notice
from tests.support.intake.interrupted import keeper
from tests.support.intake.postgres_scene import LOCK, PostgresScene
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.two_at_once import one_behind_the_other

WAITS = "SELECT heard_by FROM promises WHERE request_id = $1"


class DiedError(Exception):
    """The process ends here."""


def dies(_: Notice) -> SealedNotice:
    raise DiedError


@pytest.fixture
async def scene(world: PostgresWorld) -> PostgresScene:
    return await PostgresScene(world, await world.add_staff("Kaisa")).open()


async def still_looking(scene: PostgresScene) -> int:
    return (await scene.ending()).letters.count("still_looking")


async def test_of_two_that_keep_it_at_once_one_writes(
    world: PostgresWorld, scene: PostgresScene
) -> None:
    keep = keeper(world).keep_promise

    done = await one_behind_the_other(world.pool, LOCK, scene.id, keep(scene.id), keep(scene.id))

    assert list(done) == [True, False]
    assert await still_looking(scene) == 1


async def test_killed_in_the_middle_nothing_is_half_done(
    world: PostgresWorld, scene: PostgresScene
) -> None:
    keep, before = keeper(world), await world.pool.fetchval(WAITS, scene.id)
    broken = replace(keep, letters=replace(keep.letters, post=SealedPost(dies, CHANCE)))

    with pytest.raises(DiedError):
        await broken.keep_promise(scene.id)
    after_death = await world.pool.fetchval(WAITS, scene.id)
    await asyncio.gather(*(keep.keep_promise(scene.id) for _ in range(4)))

    assert after_death == before
    assert await world.pool.fetchval(WAITS, scene.id) > before
    assert await still_looking(scene) == 1


@pytest.mark.parametrize("is_cancelled_first", [True, False])
async def test_who_cancels_at_the_same_time_hears_nothing_after_it(
    world: PostgresWorld, scene: PostgresScene, *, is_cancelled_first: bool
) -> None:
    both = scene.cancel(), keeper(world).keep_promise(scene.id)
    ahead, behind = both if is_cancelled_first else reversed(both)

    await one_behind_the_other(world.pool, LOCK, scene.id, ahead, behind)

    letters = (await scene.ending()).letters
    told = () if is_cancelled_first else ("still_looking",)
    assert letters == ("request_received", *told, "request_cancelled")


async def test_what_is_due_is_listed(world: PostgresWorld, scene: PostgresScene) -> None:
    due = PostgresDuePromises(world.pool).due
    await world.pool.execute("UPDATE promises SET act_at = network_now() + interval '1 hour'")
    early = await due(10)
    await world.pool.execute("UPDATE promises SET act_at = network_now() - interval '1 second'")

    assert (early, await due(10)) == ([], [scene.id])
