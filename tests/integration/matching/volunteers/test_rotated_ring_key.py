"""When ring keys change, whoever signed up is still recognised, and nobody signs up twice."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from services.matching.operating import ring_keys_in_use
from services.matching.volunteers.ports import AddressTakenError
from services.matching.volunteers.store.addresses import former_hashes
from services.matching.volunteers.use_cases.rehash_addresses import RehashAddresses
from services.matching.work import MatchingWork, store_over
from shared.messaging.outbox import Outbox
from shared.reach_points import ReachKind
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.vault import Vault
from shared.work import PostgresStore
from tests.support.matching.grounds import SEALING_KEYS, PostgresGround
from tests.support.matching.volunteers.building import contact, newcomer

NEW_KEY = new_ring_key("k2")
BOTH = f"{NEW_KEY},{SEALING_KEYS}"
EMAIL, OTHER = "veera@example.org", "aino@example.org"


def store_with(ground: PostgresGround, ring_text: str) -> PostgresStore[MatchingWork]:
    """Give the store of a process that was started with this ring."""
    outbox = Outbox("porukalla/matching", lambda: datetime.now(UTC), uuid7)
    vault = Vault(KeyRing.from_text(ring_text))
    return store_over(ground.pool, outbox, vault, lambda: None)


async def sign_up(store: PostgresStore[MatchingWork], email: str) -> UUID:
    new = newcomer()
    async with store.begin() as work:
        await work.volunteers.add(new, contact(email))
    return new.id


async def hash_as_before(ground: PostgresGround, person: UUID, email: str) -> None:
    """Have the row as a process wrote it before the roster had a key of its own."""
    former = former_hashes(KeyRing.from_text(SEALING_KEYS), ReachKind.EMAIL, email)
    await ground.pool.execute(
        "UPDATE reach_points SET address_hash = $2, rehashed = false"
        " WHERE volunteer_id = $1 AND kind = 'email'",
        person,
        former[0],
    )


async def found(store: PostgresStore[MatchingWork], email: str = EMAIL) -> UUID | None:
    async with store.begin() as work:
        known = await work.volunteers.by_address(ReachKind.EMAIL, email)
    return known.id if known else None


async def rewrap(ground: PostgresGround) -> None:
    async with ground.pool.acquire() as connection:
        await Vault(KeyRing.from_text(BOTH)).rewrap(connection)


async def test_an_address_is_recognised_after_the_old_ring_key_was_dropped(
    ground: PostgresGround,
) -> None:
    person = await sign_up(ground.store, EMAIL)

    await rewrap(ground)
    after = store_with(ground, NEW_KEY)

    assert await found(after) == person
    with pytest.raises(AddressTakenError):
        await sign_up(after, EMAIL)
    assert await ring_keys_in_use(ground.dsn, NEW_KEY) == {"k2": 2}


async def test_a_hash_of_before_is_recognised_and_holds_every_ring_key_until_it_is_replaced(
    ground: PostgresGround,
) -> None:
    person = await sign_up(ground.store, EMAIL)
    await hash_as_before(ground, person, EMAIL)
    await rewrap(ground)
    during = store_with(ground, BOTH)

    assert await found(during) == person
    with pytest.raises(AddressTakenError):
        await sign_up(during, EMAIL)
    assert await ring_keys_in_use(ground.dsn, BOTH) == {"k1": 1, "k2": 3}

    rehash = RehashAddresses(during)
    assert [await rehash.rehash_batch(), await rehash.rehash_batch()] == [1, 0]
    assert await ring_keys_in_use(ground.dsn, BOTH) == {"k2": 2}
    assert await found(store_with(ground, NEW_KEY)) == person


async def test_who_cannot_be_read_any_more_holds_nobody_up(ground: PostgresGround) -> None:
    lost, other = await sign_up(ground.store, EMAIL), await sign_up(ground.store, OTHER)
    for person, email in ((lost, EMAIL), (other, OTHER)):
        await hash_as_before(ground, person, email)
    await ground.pool.execute("DELETE FROM subject_keys WHERE subject = $1", f"volunteer/{lost}")

    await RehashAddresses(ground.store).rehash_batch()

    assert await ring_keys_in_use(ground.dsn, SEALING_KEYS) == {"k1": 2}
    assert [await found(ground.store), await found(ground.store, OTHER)] == [None, other]


async def test_who_signed_up_twice_before_is_found_by_one_of_the_rows(
    ground: PostgresGround,
) -> None:
    first, second = await sign_up(ground.store, EMAIL), await sign_up(ground.store, OTHER)
    await hash_as_before(ground, first, EMAIL)
    async with ground.pool.acquire() as connection, connection.transaction():
        again = await Vault(KeyRing.from_text(SEALING_KEYS)).seal(
            connection, f"volunteer/{second}", {"email": EMAIL}
        )
        await connection.execute(
            "UPDATE reach_points SET address = $2, address_hash = $3, rehashed = false"
            " WHERE volunteer_id = $1 AND kind = 'email'",
            second,
            again["email"],
            "0" * 64,
        )

    await RehashAddresses(ground.store).rehash_batch()

    assert await found(ground.store) in {first, second}
    assert await ring_keys_in_use(ground.dsn, SEALING_KEYS) == {"k1": 3}
