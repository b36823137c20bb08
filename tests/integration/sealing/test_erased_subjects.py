"""An erased subject on a real server: unreadable for good, whatever the erasure meets."""

import asyncio

import pytest

from shared.postgres.types import Pool
from shared.sealing.errors import ErasedError, KeyLostError
from shared.sealing.vault import subject_hash
from tests.support.canaries import Canary
from tests.support.vaults import VAULT, derived, erase, keys_of, new_subject, sealed, unsealed

CANARY = Canary()


async def test_an_erased_subject_is_unreadable_and_cannot_be_kept_again(pool: Pool) -> None:
    subject = new_subject()
    stored = await sealed(pool, subject, name=CANARY.name)

    await erase(pool, subject)
    await erase(pool, subject)

    with pytest.raises(ErasedError):
        await unsealed(pool, subject, stored)
    with pytest.raises(ErasedError):
        await sealed(pool, subject, name="again")
    assert await keys_of(pool, subject) == 0


async def test_a_subject_can_be_erased_before_anything_was_kept(pool: Pool) -> None:
    subject = new_subject()

    await erase(pool, subject)

    with pytest.raises(ErasedError):
        await sealed(pool, subject, name="late")


async def test_a_first_sealing_that_meets_an_erasure_is_refused(pool: Pool) -> None:
    subject = new_subject()
    async with pool.acquire() as eraser, eraser.transaction():
        await VAULT.erase(eraser, subject)
        sealing = asyncio.create_task(sealed(pool, subject, name="late"))
        await asyncio.sleep(0.1)
        assert not sealing.done()

    with pytest.raises(ErasedError):
        await sealing
    assert await keys_of(pool, subject) == 0


async def test_an_erasure_that_meets_a_first_sealing_takes_its_key_too(pool: Pool) -> None:
    subject = new_subject()
    async with pool.acquire() as sealer, sealer.transaction():
        stored = await VAULT.seal(sealer, subject, {"name": "a"})
        erasing = asyncio.create_task(erase(pool, subject))
        await asyncio.sleep(0.1)
        assert not erasing.done()
    await erasing

    with pytest.raises(ErasedError):
        await unsealed(pool, subject, stored)


async def test_of_an_erased_subject_nothing_can_be_derived(pool: Pool) -> None:
    subject = new_subject()
    await derived(pool, subject)

    await erase(pool, subject)

    with pytest.raises(ErasedError):
        await derived(pool, subject)
    assert await keys_of(pool, subject) == 0


async def test_a_missing_key_is_not_taken_for_an_erasure(pool: Pool) -> None:
    subject = new_subject()
    stored = await sealed(pool, subject, name="a")
    await pool.execute("DELETE FROM subject_keys WHERE subject = $1", subject)

    with pytest.raises(KeyLostError):
        await unsealed(pool, subject, stored)


async def test_nothing_readable_and_no_subject_in_the_ledger_is_stored(pool: Pool) -> None:
    subject = new_subject()
    stored = await sealed(pool, subject, name=CANARY.name, phone=CANARY.phone)
    await erase(pool, subject)

    ledger = await pool.fetchval("SELECT subject_hash FROM subject_erasures")
    assert ledger == subject_hash(subject)
    assert CANARY.found_in(b" ".join(stored.values()).decode(errors="replace")) == []
