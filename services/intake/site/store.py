"""How the network stands, by PostgreSQL."""

from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.intake.site.model import Opening
from services.intake.site.ports import NobodyKnowsError
from shared.activation.rows import standing_of
from shared.activation.standing import Standing
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
        row = await self._row("opening")
        return Opening(row["since"], row["exercise"]) if row else None

    async def standing(self) -> Standing | None:
        """Read the row of the one that is open, whatever its state."""
        row = await self._row("stands")
        return standing_of(row) if row else None

    async def _row(self, query: str) -> asyncpg.Record | None:
        try:
            async with self.pool.acquire() as connection:
                return await connection.fetchrow(SQL[query])
        except Exception as error:
            if is_unavailable(error):
                raise NobodyKnowsError from error
            raise
