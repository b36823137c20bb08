"""What was done with requests by hand, in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.intake.acts.model import Act, Done, Note, Press, Reason, Stand
from services.intake.acts.rules import NOTE
from services.intake.requests.model import RequestId
from services.intake.requests.rows import request_of, subject_of
from services.intake.staff.model import StaffId
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresActs:
    """Implements the port `Acts`."""

    connection: Connection
    vault: Vault

    async def stand(self, request_id: RequestId) -> Stand | None:
        """Read the row."""
        row = await self.connection.fetchrow(SQL["read_stand"], request_id)
        return _stand_of(row) if row else None

    async def note(self, press: Press, act: Act, fields: Sequence[str] = ()) -> None:
        """Append a row."""
        values = press.request_id, press.staff_id, act, press.reason, list(fields)
        await self.connection.execute(SQL["note_act"], *values)

    async def done(self, request_id: RequestId) -> Sequence[Done]:
        """Read the rows."""
        rows = await self.connection.fetch(SQL["acts_of"], request_id)
        return [_done_of(row) for row in rows]

    async def write(self, request_id: RequestId, by: StaffId, text: str) -> None:
        """Seal and insert."""
        sealed = await self.vault.seal(self.connection, subject_of(request_id), {NOTE: text})
        await self.connection.execute(SQL["add_note"], request_id, by, sealed[NOTE])

    async def notes(self, request_id: RequestId) -> Sequence[Note]:
        """Read and unseal."""
        rows = await self.connection.fetch(SQL["notes_of"], request_id)
        return [await self._note(subject_of(request_id), row) for row in rows]

    async def strike(self, request_id: RequestId, note_id: int, by: StaffId) -> bool:
        """Win or lose by the condition of the update."""
        values = request_id, note_id, by
        return bool(await self.connection.fetchval(SQL["strike_note"], *values))

    async def _note(self, subject: str, row: asyncpg.Record) -> Note:
        clear = await self.vault.unseal(self.connection, subject, {NOTE: row["note"]})
        struck = row["struck_at"], row["struck_by"]
        return Note(row["id"], row["written_at"], row["written_by"], clear[NOTE], *struck)


def _stand_of(row: asyncpg.Record) -> Stand:
    return Stand(
        request=request_of(row),
        seen=f"{row['version']}-{row['changed_at'].timestamp():.6f}",
        changed_at=row["changed_at"],
        postal_code=row["postal_code"] or "",
        was_escalated=row["escalated"],
        is_erased=row["is_erased"],
    )


def _done_of(row: asyncpg.Record) -> Done:
    reason = Reason(row["reason"]) if row["reason"] else None
    return Done(row["noted_at"], row["name"], Act(row["act"]), reason, row["fields"])
