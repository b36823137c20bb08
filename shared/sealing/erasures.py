"""The ledger of erasures: kept outside the backups, applied again after one is restored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.postgres.types import Connection
from shared.sealing.vault import SQL


@dataclass(frozen=True, slots=True)
class Erasure:
    """Someone was erased: a hash, and when."""

    subject_hash: str
    erased_at: datetime


async def list_erasures(connection: Connection) -> list[Erasure]:
    """Read the ledger, oldest first."""
    rows = await connection.fetch(SQL["list_erasures"])
    return [Erasure(row["subject_hash"], row["erased_at"]) for row in rows]


async def reapply(connection: Connection, erasures: Sequence[Erasure]) -> int:
    """Put a saved ledger back and delete the keys that a restored backup brought back with it.

    Returns how many keys were deleted.
    """
    async with connection.transaction():
        await connection.execute(
            SQL["restore_erasures"],
            [item.subject_hash for item in erasures],
            [item.erased_at for item in erasures],
        )
        done = await connection.execute(SQL["delete_erased_keys"])
    return int(done.removeprefix("DELETE "))
