"""A key per subject on a real server: stored, raced for, moved."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.postgres.types import Connection, Pool
from shared.sealing.errors import TamperedError, UnknownRingKeyError
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.vault import Vault
from tests.support.vaults import VAULT, derived, keys_of, new_subject, sealed, unsealed


@asynccontextmanager
async def undone(pool: Pool) -> AsyncIterator[Connection]:
    async with pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        yield connection
        await transaction.rollback()


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
    async with undone(pool) as connection:
        await VAULT.seal(connection, subject, {"name": "a"})

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
    async with undone(pool) as first:
        await VAULT.seal(first, subject, {"name": "lost"})
        second = asyncio.create_task(sealed(pool, subject, name="kept"))
        await asyncio.sleep(0.1)
        assert not second.done()

    assert await unsealed(pool, subject, await second) == {"name": "kept"}


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


async def test_without_the_ring_key_nothing_opens(pool: Pool) -> None:
    subject = new_subject()
    stored = await sealed(pool, subject, name="a")

    with pytest.raises(UnknownRingKeyError):
        await unsealed(pool, subject, stored, Vault(KeyRing.from_text(new_ring_key("k9"))))
