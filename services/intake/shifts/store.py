"""Who does what now, on PostgreSQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from services.intake.calls.model.call import Call, Ending
from services.intake.shifts.model import Doing
from services.intake.shifts.rules import IDLE
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallOutcome
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresShifts:
    """Implements the port `Shifts`."""

    connection: Connection

    async def say(
        self, staff_id: StaffId, session_hash: str, doing: Doing, idle: timedelta
    ) -> None:
        """Insert or update."""
        await self.connection.execute(SQL["say_shift"], staff_id, session_hash, doing, idle)

    async def end(self, staff_id: StaffId) -> None:
        """Delete the row."""
        await self.connection.execute(SQL["end_shift"], staff_id)

    async def now(self, idle: timedelta) -> Mapping[StaffId, Doing]:
        """Read a row each."""
        rows = await self.connection.fetch(SQL["shifts_now"], idle)
        return {StaffId(row["staff_id"]): Doing(row["doing"]) for row in rows}

    async def follow(self, call: Call, ending: Ending) -> None:
        """Prolong it; what ended by itself tells of nobody."""
        if ending.outcome is not CallOutcome.UNFINISHED:
            await self.connection.execute(SQL["renew_shift"], call.staff_id, IDLE)
