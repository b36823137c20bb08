"""Who applied and never confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.matching.volunteers.model import VolunteerId
from services.matching.volunteers.store.queries import SQL
from shared.postgres.queries import ids
from shared.postgres.types import Pool


@dataclass(frozen=True, slots=True)
class PostgresDueApplicants:
    """Implements the port `DueApplicants`."""

    pool: Pool

    async def unconfirmed(self, limit: int) -> Sequence[VolunteerId]:
        """Read ids without locking anything."""
        found = await ids(self.pool, SQL["unconfirmed_applicants"], limit)
        return [VolunteerId(each) for each in found]
