"""One request's story, on PostgreSQL."""

from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.intake.acts.rows import beside_of
from services.intake.requests.model import RequestId
from services.intake.requests.rows import request_of
from services.intake.staff.model import StaffId
from services.intake.timelines.model import Consent, Entry, Message, Told
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresMessages:
    """Implements the port `Messages`."""

    connection: Connection

    async def keep(self, request_id: RequestId, message: Message) -> None:
        """Insert, or replace what is older."""
        await self.connection.execute(
            SQL["keep_message"],
            message.id,
            request_id,
            message.version,
            message.template,
            message.channel,
            message.ended_at,
            message.reason,
        )


@dataclass(frozen=True, slots=True)
class PostgresVillages:
    """Implements the port `Villages`."""

    connection: Connection

    async def note(self, request_id: RequestId, staff_id: StaffId, *, said_yes: bool) -> None:
        """Insert."""
        await self.connection.execute(SQL["note_village"], request_id, staff_id, said_yes)


@dataclass(frozen=True, slots=True)
class PostgresTimelineReader:
    """Implements the port `TimelineReader`."""

    pool: Pool

    async def tell(self, request_id: RequestId, limit: int) -> Told | None:
        """Read the request, and the newest entries backwards."""
        row = await self.pool.fetchrow(SQL["told_request"], request_id)
        if row is None:
            return None
        rows = await self.pool.fetch(SQL["entries"], request_id, limit + 1)
        linked = await self.pool.fetch(SQL["linked"], request_id)
        return Told(
            request=request_of(row),
            postal_code=row["postal_code"],
            heard_by=row["heard_by"],
            unmatched=row["unmatched"] or "",
            entries=[_entry_of(each) for each in reversed(rows[:limit])],
            is_for_all=row["is_for_all"],
            village=Consent(row["yes_to"], row["yes_at"]) if row["yes_at"] else None,
            is_whole=len(rows) <= limit,
            linked=[beside_of(each) for each in linked],
        )


def _entry_of(row: asyncpg.Record) -> Entry:
    return Entry(
        at=row["at"],
        what=row["what"],
        code=row["code"] or "",
        fields=tuple(each for each in row["fields"] if each is not None),
        who=row["who"] or "",
    )
