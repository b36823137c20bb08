"""The letter of a morning, on PostgreSQL."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from services.intake.briefings.model import Briefing, Promised, Waiting
from services.intake.requests.model import RequestId, State
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresBriefings:
    """Implements the port `Briefings`."""

    connection: Connection

    async def begin(self, day: date) -> bool:
        """Insert the row of the day."""
        return await self.connection.fetchval(SQL["begin_briefing"], day) is not None

    async def read(self, until: datetime, limit: int) -> Briefing:
        """Read both lists."""
        waiting = await self.connection.fetch(SQL["waiting_longest"], limit)
        promised = await self.connection.fetch(SQL["promised_until"], until, limit)
        return Briefing(
            [
                Waiting(
                    RequestId(row["request_id"]), row["waited"], State(row["state"]), row["reason"]
                )
                for row in waiting
            ],
            [Promised(row["at"], row["request_id"]) for row in promised],
            promised[0]["in_all"] if promised else 0,
        )
