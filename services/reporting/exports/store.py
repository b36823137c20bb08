"""Published figures and keys on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg

from services.reporting.exports.model import Brief, FigureKey, KeyUse, NewKey, Published
from services.reporting.exports.rows import published_of
from services.reporting.figures.model.report import Period
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresPublishedReports:
    """Implements the port `PublishedReports`."""

    pool: Pool

    async def periods(self, project: str) -> Sequence[Brief]:
        """Read without what they show."""
        return [Brief(*row) for row in await self.pool.fetch(SQL["published_periods"], project)]

    async def one(self, project: str, period: Period) -> Published | None:
        """Read one row."""
        row = await self.pool.fetchrow(SQL["published_report"], project, period.first, period.last)
        return published_of(dict(row)) if row else None

    async def every(self) -> Sequence[Published]:
        """Read all rows."""
        return [published_of(dict(row)) for row in await self.pool.fetch(SQL["published_reports"])]


@dataclass(frozen=True, slots=True)
class PostgresFigureKeys:
    """Implements the port `FigureKeys`."""

    pool: Pool

    async def add(self, key: NewKey) -> None:
        """Insert a row."""
        await self.pool.execute(
            SQL["add_figure_key"], key.id, key.project, key.label, key.hash, key.by
        )

    async def every(self) -> Sequence[FigureKey]:
        """Read all rows."""
        return [_key(row) for row in await self.pool.fetch(SQL["figure_keys"])]

    async def by_hash(self, hashed: str) -> FigureKey | None:
        """Read by the unique index."""
        row = await self.pool.fetchrow(SQL["figure_key_by_hash"], hashed)
        return _key(row) if row else None

    async def withdraw(self, key_id: UUID, by: UUID) -> bool:
        """Update once."""
        return await self.pool.fetchval(SQL["withdraw_figure_key"], key_id, by) is not None

    async def uses_of_hour(self, key_id: UUID) -> int:
        """Count rows."""
        return int(await self.pool.fetchval(SQL["count_key_uses"], key_id))

    async def note(self, use: KeyUse) -> None:
        """Insert an audit row."""
        await self.pool.execute(SQL["note_key_use"], use.key_id, use.asked, use.status)

    async def latest_uses(self, limit: int) -> Sequence[KeyUse]:
        """Read the end of the audit."""
        return [KeyUse(*row) for row in await self.pool.fetch(SQL["latest_key_uses"], limit)]


def _key(row: asyncpg.Record) -> FigureKey:
    return FigureKey(**dict(row))
