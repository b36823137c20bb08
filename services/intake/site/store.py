"""How the network stands, by PostgreSQL."""

from dataclasses import dataclass
from pathlib import Path

from services.intake.site.model import Opening
from services.intake.site.ports import NobodyKnowsError
from shared.postgres.errors import is_unavailable
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresOpenings:
    """Implements the port `Openings`."""

    pool: Pool

    async def opening(self) -> Opening | None:
        """Read one row or none."""
        try:
            async with self.pool.acquire() as connection:
                row = await connection.fetchrow(SQL["opening"])
        except Exception as error:
            if is_unavailable(error):
                raise NobodyKnowsError from error
            raise
        return Opening(row["since"], row["exercise"]) if row else None
