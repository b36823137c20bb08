"""Concerns on PostgreSQL; their words are written here and read only by the owner's function."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import asyncpg

from services.intake.concerns.model import Concern, ConcernId, Note, Opened, Outcome, Words
from services.intake.concerns.rows import FIELDS, concern_of, sealable, subject_of, words_of
from services.intake.concerns.rules import NOTE
from services.intake.staff.model import StaffId
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresConcerns:
    """Implements the port `Concerns`."""

    connection: Connection
    vault: Vault

    async def keep(
        self, concern_id: ConcernId, sent_hash: str, words: Words, unread_for: timedelta
    ) -> bool:
        """Insert once; a second press finds the first."""
        kept = await self.connection.fetchval(
            SQL["keep_concern"], concern_id, sent_hash, unread_for
        )
        if kept is None:
            return False
        clear = sealable(words)
        sealed = await self.vault.seal(self.connection, subject_of(concern_id), clear)
        values = (sealed.get(name) for name in FIELDS)
        await self.connection.execute(SQL["keep_words"], concern_id, *values)
        return True

    async def told_lately(self) -> int:
        """Count rows."""
        return int(await self.connection.fetchval(SQL["told_lately"]))

    async def note_told(self, concern_id: ConcernId) -> None:
        """Update the row that was just kept."""
        await self.connection.execute(SQL["note_told"], concern_id)

    async def take_unread(self) -> Sequence[ConcernId]:
        """Win or lose each by the condition of the update."""
        rows = await self.connection.fetch(SQL["take_unread"])
        return [ConcernId(row["id"]) for row in rows]

    async def waiting(self, limit: int) -> Sequence[Concern]:
        """Read what says nothing."""
        rows = await self.connection.fetch(SQL["waiting"], limit)
        return [concern_of(row) for row in rows]

    async def open(self, concern_id: ConcernId, reader: StaffId) -> Opened | None:
        """Read by the function that keeps it on record, then unseal."""
        row = await self.connection.fetchrow(SQL["open_concern"], concern_id, reader)
        if row is None:
            return None
        notes = await self.connection.fetch(SQL["open_notes"], concern_id, reader)
        readers = await self.connection.fetch(SQL["readers"], concern_id)
        sealed = {name: row[name] for name in FIELDS if row[name] is not None}
        subject = subject_of(concern_id)
        return Opened(
            concern=concern_of(row),
            words=words_of(await self.vault.unseal(self.connection, subject, sealed)),
            notes=[await self._note(subject, note) for note in notes],
            readers=[(item["name"], item["looked_at"]) for item in readers],
        )

    async def note(self, concern_id: ConcernId, writer: StaffId, text: str) -> None:
        """Seal and insert."""
        sealed = await self.vault.seal(self.connection, subject_of(concern_id), {NOTE: text})
        await self.connection.execute(SQL["keep_note"], concern_id, writer, sealed[NOTE])

    async def close(self, concern_id: ConcernId, by: StaffId, outcome: Outcome) -> None:
        """Update once."""
        await self.connection.execute(SQL["close_concern"], concern_id, by, outcome)

    async def _note(self, subject: str, row: asyncpg.Record) -> Note:
        clear = await self.vault.unseal(self.connection, subject, {NOTE: row["note"]})
        return Note(row["written_by"], row["written_at"], clear[NOTE])
