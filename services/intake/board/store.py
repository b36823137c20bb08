"""The board, read from PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.intake.board.model import BoardLine
from services.intake.requests.model import RequestId, State
from services.intake.requests.rows import unmatched_of
from shared.contracts.words import Category, Urgency
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresBoardReader:
    """Implements the port `BoardReader`."""

    pool: Pool

    async def lines(self, limit: int) -> Sequence[BoardLine]:
        """List what waits."""
        return [_line_of(row) for row in await self.pool.fetch(SQL["board"], limit)]

    async def counts(self) -> Mapping[State, int]:
        """Count by state."""
        rows = await self.pool.fetch(SQL["count_states"])
        return {State(row["state"]): row["requests"] for row in rows}


def _line_of(row: asyncpg.Record) -> BoardLine:
    return BoardLine(
        id=RequestId(row["id"]),
        reference=row["reference"],
        state=State(row["state"]),
        category=Category(row["category"]),
        urgency=Urgency(row["urgency"]),
        municipality=row["municipality"],
        waiting=row["waiting"],
        unmatched=unmatched_of(row),
    )
