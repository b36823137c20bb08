"""The installation's key lies in the vault: one for all processes, through every rotation."""

import asyncio

from shared.postgres.types import Pool
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.pseudonyms import VaultPseudonymKeys
from shared.sealing.vault import Vault
from tests.support.vaults import RING_KEY, VAULT


async def test_all_processes_make_the_same(pool: Pool) -> None:
    processes = [VaultPseudonymKeys(pool, VAULT) for _ in range(4)]

    made = await asyncio.gather(*(process.pseudonyms() for process in processes))

    assert len({each.of("phone", "+358401234567") for each in made}) == 1


async def test_what_is_stored_stays_true_when_ring_keys_change(pool: Pool) -> None:
    before = await VaultPseudonymKeys(pool, VAULT).pseudonyms()
    new_key = new_ring_key("k2")

    async with pool.acquire() as connection:
        await Vault(KeyRing.from_text(f"{new_key},{RING_KEY}")).rewrap(connection)

    after = await VaultPseudonymKeys(pool, Vault(KeyRing.from_text(new_key))).pseudonyms()
    assert after == before
