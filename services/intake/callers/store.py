"""Whom intake knows, read and opened on PostgreSQL; cards, and who saw how many."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

import asyncpg

from services.intake.callers.model import Card, Counted, Like, Look, Subject
from services.intake.requests.model import RequestId, State
from services.intake.requests.rows import subject_of
from services.intake.staff.model import StaffId
from shared.contracts.words import SERVICE_LINE_OF, Category
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool
from shared.sealing.errors import SealingError
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))
_FIRST: Final = UUID(int=(1 << 128) - 1)
_NAMES: Final = ("first_name", "asker_name")


@dataclass(frozen=True, slots=True)
class PostgresCallerReader:
    """Implements the port `CallerReader`."""

    pool: Pool
    vault: Vault

    async def look(self, since: Look | None) -> Look:
        """Read what is not in the earlier snapshot."""
        at = (since.snapshot, since.at) if since else (None, None)
        row = await self.pool.fetchrow(SQL["look"], *at)
        assert row is not None, "one row whatever is there"  # noqa: S101  # by the statement
        return Look(row["snapshot"], row["at"], row["changed"])

    async def before(self, request_id: RequestId | None, limit: int) -> Sequence[RequestId]:
        """Read a page of ids."""
        rows = await self.pool.fetch(SQL["recognisable_before"], request_id or _FIRST, limit)
        return [RequestId(row["id"]) for row in rows]

    async def subjects(self, request_ids: Sequence[RequestId]) -> Sequence[Subject]:
        """Unseal them; who does not open is known to nobody."""
        async with self.pool.acquire() as connection:
            rows = await connection.fetch(SQL["subjects_of"], request_ids)
            sealed = {subject_of(row["id"]): _sealed(row) for row in rows}
            kept = {subject: fields for subject, fields in sealed.items() if fields}
            clear = await self.vault.unseal_many(connection, kept)
        return list(_subjects(rows, clear))


@dataclass(frozen=True, slots=True)
class PostgresCallers:
    """Implements the port `Callers`."""

    connection: Connection

    async def cards(self, likes: Sequence[Like]) -> Sequence[Card]:
        """Read those that may be shown now."""
        if not likes:
            return []
        rows = await self.connection.fetch(SQL["cards"], [like.request_id for like in likes])
        found = {row["id"]: row for row in rows}
        return [_card(found[like.request_id], like) for like in likes if like.request_id in found]

    async def counted(self, staff_id: StaffId, call_id: UUID) -> Counted:
        """Add up the calls of a day."""
        row = await self.connection.fetchrow(SQL["count_caller_searches"], staff_id, call_id)
        return Counted(**{name: int(count) for name, count in row.items()}) if row else Counted()

    async def note_search(
        self, staff_id: StaffId, call_id: UUID, shown: Sequence[RequestId]
    ) -> None:
        """Insert, or add to the row of the call."""
        await self.connection.execute(SQL["note_caller_search"], call_id, staff_id, shown)


def _sealed(row: asyncpg.Record) -> Mapping[str, bytes]:
    """Give what of somebody is opened, by the names under which it was sealed."""
    fields = {name: row[name] for name in (*_NAMES, "street", "asker_phone")}
    fields["phone"] = row["phones"][0] if row["phones"] else None
    return {name: value for name, value in fields.items() if value is not None}


def _subjects(
    rows: Sequence[asyncpg.Record], clear: Mapping[str, Mapping[str, str] | SealingError]
) -> Iterator[Subject]:
    for row in rows:
        known = clear.get(subject_of(row["id"]))
        if known is None or isinstance(known, SealingError):
            continue
        yield Subject(
            RequestId(row["id"]),
            tuple(known[name] for name in _NAMES if name in known),
            tuple(known[name] for name in ("phone", "asker_phone") if name in known),
            known.get("street", ""),
            row["municipality"],
        )


def _card(row: asyncpg.Record, like: Like) -> Card:
    return Card(
        request_id=like.request_id,
        state=State(row["state"]),
        line=SERVICE_LINE_OF[Category(row["category"])],
        created_at=row["created_at"],
        town=row["municipality"],
        exercise=row["exercise"],
        why=like.why,
        score=like.score,
    )
