"""The sealed parts of letters in the outbox, which must not outlive their use."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.messaging.outbox import SQL
from shared.postgres.queries import rows_of
from shared.postgres.types import Connection


@dataclass(frozen=True, slots=True)
class PostgresLetterBodies:
    """Empties them in the caller's transaction; each method gives how many, a second time none."""

    connection: Connection

    async def template_of(self, notification_id: UUID) -> str | None:
        """Read what letter it was; None for what was asked for elsewhere, or is long past."""
        subject = f"notification/{notification_id}"
        template: str | None = await self.connection.fetchval(SQL["template_of_letter"], subject)
        return template

    async def empty(self, notification_ids: Sequence[UUID]) -> int:
        """Empty the letters whose fate was heard."""
        subjects = [f"notification/{letter_id}" for letter_id in notification_ids]
        return rows_of(await self.connection.execute(SQL["empty_letters"], subjects))

    async def empty_all_of(self, whose: UUID) -> int:
        """Empty the letters to somebody who is erased."""
        return rows_of(await self.connection.execute(SQL["empty_letters_of"], str(whose)))

    async def empty_expired(self, limit: int) -> int:
        """Empty letters that nobody needs any more by the network's clock, the oldest first."""
        return rows_of(await self.connection.execute(SQL["empty_expired_letters"], limit))


async def open_letters_by_key(connection: Connection) -> dict[str | None, int]:
    """Count the letters that still have their sealed part, by the key that opens it.

    None: of an earlier version, which did not say by which.
    """
    rows = await connection.fetch(SQL["open_letters_by_key"])
    return {row["key"]: row["letters"] for row in rows}
