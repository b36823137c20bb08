"""Pauses that end by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.matching.volunteers.model import VolunteerId
from shared.postgres.queries import ids, load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresDuePauses:
    """Implements the port `DuePauses`."""

    pool: Pool

    async def pauses_over(self, limit: int) -> Sequence[VolunteerId]:
        """Read ids without locking anything."""
        return [VolunteerId(each) for each in await ids(self.pool, SQL["pauses_over"], limit)]
