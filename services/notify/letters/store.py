"""Letters: sealed while they wait, destroyed with their key when they are over."""

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from services.notify.deliveries.model import DeliveryId
from services.notify.letters.model import Fate, Letter, Outgoing
from shared.contracts.words import NoticeChannel
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresLetters:
    """Implements the port `Letters`."""

    connection: Connection
    vault: Vault

    async def keep(self, delivery: DeliveryId, letter: Letter) -> None:
        """Seal under a key of its own."""
        fields = {"recipient": letter.recipient, "content": json.dumps(dict(letter.values))}
        sealed = await self.vault.seal(self.connection, _subject(delivery), fields)
        await self.connection.execute(
            SQL["keep_letter"],
            delivery,
            letter.language,
            sealed["recipient"],
            sealed["content"],
        )

    async def read(self, delivery: DeliveryId) -> Letter | None:
        """Unseal a letter."""
        row = await self.connection.fetchrow(SQL["read_letter"], delivery)
        if row is None:
            return None
        sealed = {"recipient": row["recipient"], "content": row["content"]}
        clear = await self.vault.unseal(self.connection, _subject(delivery), sealed)
        values = json.loads(clear["content"])
        return Letter(row["template"], row["language"], clear["recipient"], values)

    async def destroy(self, delivery: DeliveryId) -> None:
        """Delete the row and the key."""
        await self.connection.execute(SQL["destroy_letter"], delivery)
        await self.vault.erase(self.connection, _subject(delivery))


@dataclass(frozen=True, slots=True)
class PostgresRecalls:
    """Implements the port `Recalls`; a letter and its recall that meet wait for each other."""

    connection: Connection

    async def note(self, whose: UUID) -> None:
        """Insert once."""
        await self.connection.execute(SQL["await_recall"], str(whose))
        await self.connection.execute(SQL["note_recall"], whose)

    async def holds(self, whose: UUID) -> bool:
        """Look after the lock, as a statement of its own, so that what ended meanwhile is seen."""
        await self.connection.execute(SQL["await_recall"], str(whose))
        found: bool = await self.connection.fetchval(SQL["is_recalled"], whose)
        return found


@dataclass(frozen=True, slots=True)
class PostgresOutgoingLetters:
    """What the operator asks about letters."""

    connection: Connection

    async def outgoing(self) -> Outgoing:
        """Say whether letters leave."""
        row = await self.connection.fetchrow(SQL["outgoing_letters"], NoticeChannel.EMAIL)
        return Outgoing(**dict(row or {}))

    async def fate_of(self, notification_id: UUID) -> Fate | None:
        """Say what became of a letter; None while notify has not heard of it."""
        row = await self.connection.fetchrow(SQL["fate_of_letter"], notification_id)
        return Fate(**dict(row)) if row else None


def _subject(delivery: DeliveryId) -> str:
    return f"notification/{delivery}"
