"""Needs that wait for a helper: what a volunteer who becomes free may take is looked at again."""

from dataclasses import dataclass

from services.matching.domain.model import VolunteerId
from services.matching.store.queries import FOLDER
from shared.postgres.queries import load_queries, rows_of
from shared.postgres.types import Connection

SQL = load_queries(FOLDER / "needs.sql")

WOKEN = 10
"""Needs that get another look when a volunteer becomes free; more than anyone takes a week."""


@dataclass(frozen=True, slots=True)
class PostgresWaiting:
    """Implements the port `Waiting`."""

    connection: Connection

    async def wake(self, volunteer_id: VolunteerId) -> int:
        """Set the time to look at some of them to now; a row that someone holds is skipped."""
        await self.connection.execute(SQL["become_free"])
        return rows_of(await self.connection.execute(SQL["wake_needs"], volunteer_id, WOKEN))
