"""Held requests and decisions about them, in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.intake.held_requests.model import Decision, HeldRequest
from services.intake.requests.model import RequestId
from services.intake.requests.rows import needs_of
from services.intake.staff.model import StaffId
from shared.contracts.words import Category, Urgency
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresHeldRequestReader:
    """Implements the port `HeldRequestReader`."""

    pool: Pool

    async def held(self, limit: int) -> Sequence[HeldRequest]:
        """Read the list."""
        return [
            HeldRequest(
                id=RequestId(row["id"]),
                reference=row["reference"],
                category=Category(row["category"]),
                urgency=Urgency(row["urgency"]),
                municipality=row["municipality"],
                flags=row["flags"],
                created_at=row["created_at"],
                also=needs_of(row["also"]),
            )
            for row in await self.pool.fetch(SQL["held_requests"], limit)
        ]


@dataclass(frozen=True, slots=True)
class PostgresHeldDecisions:
    """Implements the port `HeldDecisions`."""

    connection: Connection

    async def note(self, request_id: RequestId, staff_id: StaffId, decision: Decision) -> None:
        """Append a row."""
        await self.connection.execute(SQL["note_decision"], request_id, staff_id, decision)
