"""Addresses that are hashed under a ring key get the roster's own hash, a few at a time."""

from dataclasses import dataclass

import asyncpg

from services.matching.volunteers.rows import subject_of
from services.matching.volunteers.store.addresses import AddressIndex
from services.matching.volunteers.store.queries import SQL
from shared.postgres.types import Connection
from shared.sealing.errors import SealingError
from shared.sealing.vault import Vault


@dataclass(frozen=True, slots=True)
class PostgresFormerHashes:
    """Implements the port `FormerHashes`."""

    connection: Connection
    vault: Vault

    async def replace(self, limit: int) -> int:
        """Replace some; one whose address nobody can read any more loses its hash."""
        rows = await self.connection.fetch(SQL["former_hashes"], limit)
        for row in rows:
            await self.connection.execute(
                SQL["replace_hash"], row["volunteer_id"], row["kind"], await self._hash(row)
            )
        return len(rows)

    async def _hash(self, row: asyncpg.Record) -> str | None:
        kind: str = row["kind"]
        try:
            clear = await self.vault.unseal(
                self.connection, subject_of(row["volunteer_id"]), {kind: row["address"]}
            )
        except SealingError:
            return None
        return await AddressIndex(self.connection, self.vault).hash_of(kind, clear[kind])


async def count_former_hashes(connection: Connection) -> int:
    """Count the addresses that are left."""
    count: int = await connection.fetchval(SQL["count_former_hashes"])
    return count
