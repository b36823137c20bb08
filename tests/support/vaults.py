"""A vault on a real server, each deed in a transaction of its own."""

from uuid import uuid4

from shared.postgres.types import Pool
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.vault import Vault

RING_KEY = new_ring_key("k1")
VAULT = Vault(KeyRing.from_text(RING_KEY))


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


async def derived(pool: Pool, subject: str, purpose: str = "counting") -> bytes:
    async with pool.acquire() as connection, connection.transaction():
        return await VAULT.derive_key(connection, subject, purpose)
