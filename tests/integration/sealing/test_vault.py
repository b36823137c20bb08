"""A key per subject on a real server: stored, raced for, moved, erased."""

import asyncio
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.postgres.types import Pool
from shared.sealing.errors import ErasedError, KeyLostError, TamperedError, UnknownRingKeyError
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.vault import Vault, subject_hash
from tests.support.canaries import Canary

RING_KEY = new_ring_key("k1")
VAULT = Vault(KeyRing.from_text(RING_KEY))
CANARY = Canary()


def new_subject() -> str:
    return f"request/{uuid4()}"


async def sealed(pool: Pool, subject: str, vault: Vault = VAULT, **fields: str) -> dict[str, bytes]:
    async with pool.acquire() as connection, connection.transaction():
        return await vault.seal(connection, subject, fields)


async def unsealed(
    pool: Pool, subject: str, fields: dict[str, bytes], vault: Vault = VAULT
) -> dict[str, str]:
    async with pool.acquire() as connection:
        return await vault.unseal(connection, subject, fields)


async def erase(pool: Pool, subject: str) -> None:
    async with pool.acquire() as connection, connection.transaction():
        await VAULT.erase(connection, subject)


async def keys_of(pool: Pool, subject: str) -> int:
    count: int = await pool.fetchval(
        "SELECT count(*) FROM subject_keys WHERE subject = $1", subject
    )
    return count


# one database for all examples is what is wanted: subjects are new in each
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.dictionaries(st.text(max_size=12), st.text(alphabet=st.characters(), max_size=200)))
async def test_any_text_comes_back_as_it_was(pool: Pool, fields: dict[str, str]) -> None:
    subject = new_subject()
    async with pool.acquire() as connection, connection.transaction():
        stored = await VAULT.seal(connection, subject, fields)
        assert await VAULT.unseal(connection, subject, stored) == fields


async def test_a_second_sealing_uses_the_same_key(pool: Pool) -> None:
    subject = new_subject()
    first = await sealed(pool, subject, name="a")
    second = await sealed(pool, subject, text="b")

    assert await unsealed(pool, subject, first | second) == {"name": "a", "text": "b"}
    assert await keys_of(pool, subject) == 1


async def test_a_value_moved_to_another_field_does_not_open(pool: Pool) -> None:
    subject = new_subject()
    stored = await sealed(pool, subject, name="a", text="b")

    with pytest.raises(TamperedError):
        await unsealed(pool, subject, {"name": stored["text"]})


async def test_a_value_moved_to_another_subject_does_not_open(pool: Pool) -> None:
    one, other = new_subject(), new_subject()
    stored = await sealed(pool, one, name="a")
    await sealed(pool, other, name="b")

    with pytest.raises(TamperedError):
        await unsealed(pool, other, stored)


async def test_a_wrapped_key_copied_to_another_subject_does_not_open(pool: Pool) -> None:
    one, other = new_subject(), new_subject()
    stored = await sealed(pool, one, name="a")
    await sealed(pool, other, name="b")
    await pool.execute(
        "UPDATE subject_keys SET wrapped = (SELECT wrapped FROM subject_keys WHERE subject = $1)"
        " WHERE subject = $2",
        one,
        other,
    )

    with pytest.raises(TamperedError):
        await unsealed(pool, other, stored)


async def test_a_key_lives_and_dies_with_its_transaction(pool: Pool) -> None:
    subject = new_subject()
    async with pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        await VAULT.seal(connection, subject, {"name": "a"})
        await transaction.rollback()

    assert await keys_of(pool, subject) == 0


async def test_two_who_seal_a_new_subject_at_once_agree_on_one_key(pool: Pool) -> None:
    for _ in range(10):
        subject = new_subject()

        parts = await asyncio.gather(
            sealed(pool, subject, one="x"),
            sealed(pool, subject, two="x"),
            sealed(pool, subject, three="x"),
        )

        merged = {name: text for part in parts for name, text in part.items()}
        assert set((await unsealed(pool, subject, merged)).values()) == {"x"}
        assert await keys_of(pool, subject) == 1


async def test_the_second_waits_and_gets_the_subject_when_the_first_rolls_back(pool: Pool) -> None:
    subject = new_subject()
    async with pool.acquire() as first:
        transaction = first.transaction()
        await transaction.start()
        await VAULT.seal(first, subject, {"name": "lost"})
        second = asyncio.create_task(sealed(pool, subject, name="kept"))
        await asyncio.sleep(0.1)
        assert not second.done()
        await transaction.rollback()

    assert await unsealed(pool, subject, await second) == {"name": "kept"}


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


async def derived(pool: Pool, subject: str, purpose: str = "counting") -> bytes:
    async with pool.acquire() as connection, connection.transaction():
        return await VAULT.derive_key(connection, subject, purpose)


async def test_a_derived_key_is_the_same_each_time_and_another_for_each_purpose(pool: Pool) -> None:
    subject, other = new_subject(), new_subject()

    first, again = await derived(pool, subject), await derived(pool, subject)
    others = {await derived(pool, subject, "another"), await derived(pool, other)}

    assert first == again
    assert len({first, *others}) == 3
    assert await keys_of(pool, subject) == 1


async def test_two_who_derive_at_once_agree(pool: Pool) -> None:
    subject = new_subject()

    keys = await asyncio.gather(*(derived(pool, subject) for _ in range(8)))

    assert len(set(keys)) == 1


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


async def test_without_the_ring_key_nothing_opens(pool: Pool) -> None:
    subject = new_subject()
    stored = await sealed(pool, subject, name="a")

    with pytest.raises(UnknownRingKeyError):
        await unsealed(pool, subject, stored, Vault(KeyRing.from_text(new_ring_key("k9"))))


async def test_nothing_readable_and_no_subject_in_the_ledger_is_stored(pool: Pool) -> None:
    subject = new_subject()
    stored = await sealed(pool, subject, name=CANARY.name, phone=CANARY.phone)
    await erase(pool, subject)

    ledger = await pool.fetchval("SELECT subject_hash FROM subject_erasures")
    assert ledger == subject_hash(subject)
    assert CANARY.found_in(b" ".join(stored.values()).decode(errors="replace")) == []
