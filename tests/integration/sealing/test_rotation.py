"""Ring keys change under live traffic; a restored backup forgets who was erased."""

import asyncio
from datetime import UTC, datetime

from shared.postgres.types import Pool
from shared.sealing.erasures import Erasure, list_erasures, reapply
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.vault import Vault, ring_keys_in_use, subject_hash
from tests.support.patience import PATIENCE

OLD, NEW = new_ring_key("k1"), new_ring_key("k2")
BEFORE = Vault(KeyRing.from_text(OLD))
DURING = Vault(KeyRing.from_text(f"{NEW},{OLD}"))
AFTER = Vault(KeyRing.from_text(NEW))


async def fill(pool: Pool, vault: Vault, subjects: list[str]) -> dict[str, dict[str, bytes]]:
    async with pool.acquire() as connection, connection.transaction():
        return {item: await vault.seal(connection, item, {"name": item}) for item in subjects}


async def assert_readable(pool: Pool, vault: Vault, stored: dict[str, dict[str, bytes]]) -> None:
    async with pool.acquire() as connection:
        for subject, fields in stored.items():
            assert await vault.unseal(connection, subject, fields) == {"name": subject}


async def test_rewrapped_keys_open_with_the_new_ring_key_alone(pool: Pool) -> None:
    stored = await fill(pool, BEFORE, [f"request/{number}" for number in range(1100)])

    async with pool.acquire() as connection:
        assert await ring_keys_in_use(connection) == {"k1": 1100}
        assert await DURING.rewrap(connection) == 1100
        assert await DURING.rewrap(connection) == 0
        assert await ring_keys_in_use(connection) == {"k2": 1100}

    await assert_readable(pool, AFTER, stored)


async def test_reading_sealing_and_erasing_go_on_while_keys_are_rewrapped(pool: Pool) -> None:
    stored = await fill(pool, BEFORE, [f"request/{number}" for number in range(600)])
    erased = [stored.popitem()[0] for _ in range(5)]

    async def rewrap() -> int:
        async with pool.acquire() as connection:
            return await DURING.rewrap(connection)

    async def erase() -> None:
        for subject in erased:
            async with pool.acquire() as connection, connection.transaction():
                await DURING.erase(connection, subject)

    _, _, fresh, _ = await asyncio.gather(
        rewrap(),
        erase(),
        fill(pool, BEFORE, [f"volunteer/{number}" for number in range(100)]),
        assert_readable(pool, DURING, stored),
    )
    await rewrap()

    await assert_readable(pool, AFTER, stored | fresh)
    assert await pool.fetchval("SELECT count(*) FROM subject_keys") == len(stored | fresh)


async def test_a_key_that_someone_is_erasing_does_not_hold_the_rest_up(pool: Pool) -> None:
    await fill(pool, BEFORE, ["request/1", "request/2"])

    async with pool.acquire() as eraser, eraser.transaction():
        await BEFORE.erase(eraser, "request/1")
        async with pool.acquire() as connection, asyncio.timeout(PATIENCE):
            assert await DURING.rewrap(connection) == 1


async def test_erasures_are_applied_again_after_a_restore(pool: Pool) -> None:
    await fill(pool, BEFORE, ["request/1", "request/2"])
    async with pool.acquire() as connection:
        async with connection.transaction():
            await BEFORE.erase(connection, "request/1")
        saved = await list_erasures(connection)

    # the backup is from before the erasure: the key is back and the ledger is empty
    await pool.execute("TRUNCATE subject_keys, subject_erasures")
    await fill(pool, BEFORE, ["request/1", "request/2"])
    async with pool.acquire() as connection:
        assert await reapply(connection, saved) == 1
        assert await reapply(connection, saved) == 0
        assert await list_erasures(connection) == saved

    assert await pool.fetchval("SELECT string_agg(subject, ',') FROM subject_keys") == "request/2"


async def test_a_ledger_keeps_the_first_time_of_an_erasure(pool: Pool) -> None:
    first = Erasure(subject_hash("request/1"), datetime(2026, 11, 1, tzinfo=UTC))
    later = Erasure(first.subject_hash, datetime(2026, 11, 2, tzinfo=UTC))

    async with pool.acquire() as connection:
        await reapply(connection, [first])
        await reapply(connection, [later])

        assert await list_erasures(connection) == [first]
