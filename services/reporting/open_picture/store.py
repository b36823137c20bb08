"""Closed days on PostgreSQL."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from services.reporting.open_picture.model import ClosedDay
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresClosedDays:
    """Implements the port `ClosedDays`."""

    pool: Pool

    async def close(self, first: date, last: date, k: int) -> None:
        """Insert what is not there."""
        await self.pool.execute(SQL["close_days"], first, last, k)

    async def closed(self, first: date) -> Sequence[ClosedDay]:
        """Read days."""
        rows = await self.pool.fetch(SQL["closed_days"], first)
        return [
            ClosedDay(
                row["day"],
                row["k"],
                json.loads(row["asked"]),
                json.loads(row["helped"]),
                row["closed_at"],
            )
            for row in rows
        ]
