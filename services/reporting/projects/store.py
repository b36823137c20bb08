"""Figures that people enter, in PostgreSQL: versions are added and never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from services.reporting.projects.model import CountForm, Entry, Sheet
from services.reporting.projects.rules.counts import New
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresEnteredCounts:
    """Implements the port `EnteredCounts`."""

    connection: Connection

    async def hold(self, sheet: Sheet) -> None:
        """Lock the period's row, which is made where it is not there."""
        await self.connection.execute(SQL["open_period"], *_key(sheet))
        await self.connection.execute(SQL["hold_period"], *_key(sheet))

    async def close(self, sheet: Sheet) -> None:
        """Update the period's row."""
        await self.connection.execute(SQL["close_period"], *_key(sheet))

    async def is_closed(self, sheet: Sheet) -> bool:
        """Look at the period's row."""
        return bool(await self.connection.fetchval(SQL["is_period_closed"], *_key(sheet)))

    async def entries(self, sheet: Sheet) -> Sequence[Entry]:
        """Read the versions and who confirmed them."""
        rows = await self.connection.fetch(SQL["entered_counts"], *_key(sheet))
        return [_entry(row) for row in rows]

    async def enter(
        self, sheet: Sheet, indicator: str, new: New, form: CountForm, by: UUID
    ) -> bool:
        """Insert after the version that was seen."""
        said = indicator, new.cell, new.seen, new.value, form, by
        entered = await self.connection.fetchval(SQL["enter_count"], *_key(sheet), uuid7(), *said)
        return entered is not None

    async def confirm(self, entry_id: UUID, by: UUID) -> bool:
        """Insert, unless somebody did or it is their own."""
        return await self.connection.fetchval(SQL["confirm_count"], entry_id, by) is not None


@dataclass(frozen=True, slots=True)
class PostgresDirections:
    """Implements the port `Directions`."""

    connection: Connection

    async def note(self, direction_id: UUID) -> bool:
        """Insert, unless it is there."""
        return await self.connection.fetchval(SQL["note_direction"], direction_id) is not None


def _key(sheet: Sheet) -> tuple[object, ...]:
    return sheet.project, sheet.period.first, sheet.period.last


def _entry(row: asyncpg.Record) -> Entry:
    values = dict(row)
    return Entry(**values | {"form": CountForm(values["form"])})
