"""The board, read from PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.intake.board.model import BoardLine
from services.intake.board.rows import board_line_of
from services.intake.requests.model import State
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresBoardReader:
    """Implements the port `BoardReader`."""

    pool: Pool

    async def lines(self, limit: int) -> Sequence[BoardLine]:
        """List what waits."""
        return [board_line_of(row) for row in await self.pool.fetch(SQL["board"], limit)]

    async def counts(self) -> Mapping[State, int]:
        """Count by state."""
        rows = await self.pool.fetch(SQL["count_states"])
        return {State(row["state"]): row["requests"] for row in rows}
