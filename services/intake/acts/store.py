"""What was done with requests by hand, in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.intake.acts.model import Act, Beside, Done, Note, Press, Reason, Stand, Tie
from services.intake.acts.rows import beside_of
from services.intake.acts.rules.notes import NOTE
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

    async def note(
        self,
        press: Press,
        act: Act,
        fields: Sequence[str] = (),
        other_id: RequestId | None = None,
    ) -> None:
        """Append a row."""
        values = press.request_id, press.staff_id, act, press.reason, list(fields), other_id
        await self.connection.execute(SQL["note_act"], *values)

    async def find(self, reference: str) -> RequestId | None:
        """Read by the unique column."""
        found = await self.connection.fetchval(SQL["find_request"], reference)
        return RequestId(found) if found else None

    async def lead(self, request_id: RequestId, to: RequestId) -> None:
        """Update the row that the caller holds."""
        await self.connection.execute(SQL["lead_request"], request_id, to)

    async def tie(self, request_id: RequestId) -> Tie | None:
        """Read the last row of a merge."""
        row = await self.connection.fetchrow(SQL["tie_of"], request_id)
        if row is None:
            return None
        return Tie(RequestId(row["other_id"]), row["with_words"], row["is_asked_since"])

    async def split_off(self, request_id: RequestId, part: RequestId) -> None:
        """Update the row that the caller holds."""
        await self.connection.execute(SQL["split_request"], request_id, part)

    async def linked(self, request_id: RequestId) -> Sequence[Stand]:
        """Read the rows of both sides."""
        return [_stand_of(row) for row in await self.connection.fetch(SQL["linked_of"], request_id)]

    async def alike(self, request_id: RequestId) -> Sequence[Beside]:
        """Compare the marks."""
        return [beside_of(row) for row in await self.connection.fetch(SQL["alike_of"], request_id)]

    async def link(self, one: RequestId, other: RequestId) -> None:
        """Insert: that it is there twice is a fault, and the key says so."""
        await self.connection.execute(SQL["link_requests"], one, other)

    async def unlink(self, one: RequestId, other: RequestId) -> bool:
        """Win or lose by the row that is gone."""
        return bool(await self.connection.fetchval(SQL["unlink_requests"], one, other))

    async def number(self, request_id: RequestId, version: int) -> None:
        """Update the row that the caller holds."""
        await self.connection.execute(SQL["number_request"], request_id, version)

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


async def found_beside(connection: Connection, request_id: RequestId) -> Sequence[str]:
    """List the references of requests that may be of the same person, and are not erased."""
    rows = await connection.fetch(SQL["found_beside"], request_id)
    return [row["reference"] for row in rows]


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
    known = row["noted_at"], row["name"], Act(row["act"]), reason
    return Done(*known, row["fields"], row["other"])
