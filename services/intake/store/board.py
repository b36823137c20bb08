"""The board: what waits, and how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.intake.domain.model import BoardLine
from services.intake.domain.words import State
from services.intake.store.queries import SQL
from services.intake.store.rows import board_line_of
from shared.postgres.types import Pool


@dataclass(frozen=True, slots=True)
class PostgresWaiting:
    """Implements the port `Waiting`."""

    pool: Pool

    async def lines(self, limit: int) -> Sequence[BoardLine]:
        """List what waits."""
        return [board_line_of(row) for row in await self.pool.fetch(SQL["board"], limit)]

    async def counts(self) -> Mapping[State, int]:
        """Count by state."""
        rows = await self.pool.fetch(SQL["count_states"])
        return {State(row["state"]): row["requests"] for row in rows}
