"""The help in towns, counted in PostgreSQL; opens nothing sealed, so it needs no key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from services.matching.supply.model import Counted, Told
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresDueTowns:
    """Implements the port `DueTowns`."""

    pool: Pool
    towns_served: Sequence[str]

    async def towns(self, limit: int) -> Sequence[str]:
        """Read codes."""
        rows = await self.pool.fetch(SQL["towns_due"], self.towns_served, limit)
        return [row["town"] for row in rows]


@dataclass(frozen=True, slots=True)
class PostgresSupplies:
    """Implements the port `Supplies`."""

    connection: Connection

    async def take(self, town: str, new_id: UUID, again: timedelta) -> Told | None:
        """Insert, or update where the minute is over."""
        row = await self.connection.fetchrow(SQL["take_supply"], town, new_id, again)
        return Told(**row) if row else None

    async def count(self, town: str, lately: timedelta, enough: int) -> Counted:
        """Ask twice: of the roster, and of the requests."""
        helpers = await self.connection.fetch(SQL["count_helpers"], town)
        usual = await self.connection.fetch(SQL["usual_waits"], town, lately, enough)
        return Counted(
            {row["category"]: row["helpers"] for row in helpers},
            {row["category"]: row["usual"] for row in usual},
        )

    async def keep(self, town: str, version: int, said: str, activation_id: UUID) -> None:
        """Update the row that is held."""
        await self.connection.execute(SQL["keep_supply"], town, version, said, activation_id)
