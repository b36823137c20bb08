"""The tables of the months to come."""

from dataclasses import dataclass
from pathlib import Path

from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).parents[1] / "queries.sql")


@dataclass(frozen=True, slots=True)
class PostgresMonths:
    """Has the database make them ahead; what comes in a month without one is kept, too."""

    pool: Pool

    async def make_ahead(self) -> None:
        """Make this month's and those of the next two, where there are none."""
        await self.pool.execute(SQL["make_months"])
