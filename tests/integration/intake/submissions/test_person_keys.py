"""The keys by which people are counted, in the vault."""

import asyncio

from services.intake.submissions.adapters import VaultPersonKeys
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.vault import Vault
from tests.support.activations import ACTIVATION, EXERCISE
from tests.support.intake.postgres_world import SEALING_KEYS, PostgresWorld
from tests.support.intake.submissions.building import new_request, taken_in


def keys(world: PostgresWorld) -> VaultPersonKeys:
    """Give what another process would have."""
    return VaultPersonKeys(world.pool, world.reception.vault)


async def test_every_process_counts_by_one_key_for_each_activation(world: PostgresWorld) -> None:
    one, two = keys(world), keys(world)

    ours = await asyncio.gather(*(each.key_of(ACTIVATION) for each in (one, two, one, two)))
    other = await one.key_of(EXERCISE)
    again = await one.key_of(ACTIVATION)

    assert len({*ours, again}) == 1
    assert other not in ours
    assert None not in (*ours, other)


async def test_the_key_is_asked_for_once(world: PostgresWorld) -> None:
    one = keys(world)
    before = await one.key_of(ACTIVATION)

    await world.pool.execute("DELETE FROM subject_keys")

    assert await one.key_of(ACTIVATION) == before


async def test_people_are_counted_by_the_same_key_when_ring_keys_change(
    world: PostgresWorld,
) -> None:
    before, new_key = await keys(world).key_of(ACTIVATION), new_ring_key("k2")
    both = Vault(KeyRing.from_text(f"{new_key},{SEALING_KEYS}"))

    async with world.pool.acquire() as connection:
        await both.rewrap(connection)

    after = VaultPersonKeys(world.pool, Vault(KeyRing.from_text(new_key)))
    assert await after.key_of(ACTIVATION) == before


async def test_a_destroyed_key_counts_nobody(world: PostgresWorld) -> None:
    await keys(world).key_of(ACTIVATION)
    async with world.store.begin() as work:
        await work.vault.erase(work.connection, f"activation/{ACTIVATION.id}")

    assert await keys(world).key_of(ACTIVATION) is None


async def test_how_well_a_volunteer_must_be_known_is_stored(world: PostgresWorld) -> None:
    new = new_request()
    await world.reception.take_in(taken_in(new))

    stored = await world.pool.fetchval("SELECT min_vetting FROM requests WHERE id = $1", new.id)
    assert stored == new.plea.min_vetting
