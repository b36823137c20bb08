"""The log in PostgreSQL as it is looked into, and who looked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg

from services.reporting.explorer.model import Filters, Logged, Look, Looked, Opened
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresEventReader:
    """Implements the port `EventReader`."""

    pool: Pool

    async def newest(self, filters: Filters, before: int | None, limit: int) -> Sequence[Logged]:
        """Ask by what narrows most."""
        until, position = filters.last, 0
        if before is not None:
            until, position = await self.pool.fetchval(SQL["arrival"], before), before
            if until is None:
                return []
        name, sought = _asked(filters)
        rows = await self.pool.fetch(SQL[name], filters.first, until, position, limit, *sought)
        return [_logged(row) for row in rows]

    async def one(self, event_id: UUID) -> Opened | None:
        """Read one row."""
        row = await self.pool.fetchrow(SQL["event"], event_id)
        if row is None:
            return None
        return Opened(_logged(row), json.dumps(json.loads(row["body"]), indent=2))

    async def way(self, correlation_id: UUID, limit: int) -> Sequence[Logged]:
        """Read the rows of one story."""
        rows = await self.pool.fetch(SQL["way"], correlation_id, limit)
        return [_logged(row) for row in rows]


@dataclass(frozen=True, slots=True)
class PostgresEventLooks:
    """Implements the port `EventLooks`."""

    pool: Pool

    async def note(self, look: Look) -> None:
        """Insert an audit row."""
        await self.pool.execute(SQL["note_event_look"], look.staff_id, look.what, look.sought)

    async def latest(self, limit: int) -> Sequence[Look]:
        """Read the end of the audit."""
        rows = await self.pool.fetch(SQL["latest_event_looks"], limit)
        return [
            Look(row["staff_id"], Looked(row["what"]), row["sought"], row["looked_at"])
            for row in rows
        ]


def _asked(filters: Filters) -> tuple[str, tuple[object, ...]]:
    if filters.correlation_id:
        return "events_of_correlation", (filters.correlation_id, filters.type, filters.subject)
    if filters.subject:
        return "events_of_subject", (filters.subject, filters.type)
    return ("events_of_type", (filters.type,)) if filters.type else ("events", ())


def _logged(row: asyncpg.Record) -> Logged:
    kept = {name: row[name] for name in Logged.__slots__}
    return Logged(**kept)
