"""The list, read from PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.intake.attention.model import AttentionId, AttentionReason
from services.intake.call_list.model import CallLine
from services.intake.requests.rows import request_of
from services.intake.staff.model import StaffId
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresCallListReader:
    """Implements the port `CallListReader`."""

    pool: Pool

    async def lines(self, limit: int) -> Sequence[CallLine]:
        """Read the list."""
        rows = await self.pool.fetch(SQL["call_list"], limit, list(AttentionReason))
        return [_line(row) for row in rows]


def _line(row: asyncpg.Record) -> CallLine:
    return CallLine(
        request=request_of(row),
        attentions=[AttentionId(one) for one in row["attentions"]],
        reasons=row["reasons"],
        raised_at=row["raised_at"],
        due_at=row["due_at"],
        is_due=row["is_due"],
        taken_by=StaffId(row["taken_by"]) if row["taken_by"] else None,
        taker=row["taker"] or "",
        ended_at=row["ended_at"],
    )
