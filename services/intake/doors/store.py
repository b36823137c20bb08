"""What was counted and used at the door, in PostgreSQL."""

from dataclasses import dataclass
from pathlib import Path

from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresLetterCounts:
    """Implements the port `LetterCounts`."""

    pool: Pool

    async def this_hour(self, most_each: int) -> int:
        """Sum the counts of those who get letters."""
        async with self.pool.acquire() as connection:
            found: int = await connection.fetchval(SQL["letters_this_hour"], most_each)
        return found


@dataclass(frozen=True, slots=True)
class PostgresUsedProofs:
    """Implements the port `UsedProofs`."""

    pool: Pool

    async def use(self, identity: str, used_by: str) -> bool:
        """Insert, or see who was first."""
        async with self.pool.acquire() as connection:
            is_mine: bool = await connection.fetchval(SQL["use_proof"], identity, used_by)
        return is_mine
