"""Needs that wait for a helper: what a volunteer who becomes free may take is looked at again."""

from dataclasses import dataclass

from services.matching.needs.model import USUAL_LANGUAGE
from services.matching.proposals.store.queries import SQL
from services.matching.volunteers.model import VolunteerId
from shared.contracts.words import SPOKEN
from shared.postgres.queries import rows_of
from shared.postgres.types import Connection

WOKEN = 10
"""Needs that get another look when a volunteer becomes free; more than anyone takes a week."""


@dataclass(frozen=True, slots=True)
class PostgresWaiting:
    """Implements the port `Waiting`."""

    connection: Connection

    async def wake(self, volunteer_id: VolunteerId) -> int:
        """Set the time to look at some of them to now; a row that someone holds is skipped."""
        await self.connection.execute(SQL["become_free"])
        woken = await self.connection.execute(
            SQL["wake_needs"], volunteer_id, WOKEN, list(SPOKEN), USUAL_LANGUAGE
        )
        return rows_of(woken)
