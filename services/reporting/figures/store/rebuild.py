"""The projections made anew beside the live ones, and what proves them."""

from dataclasses import dataclass
from pathlib import Path

from services.reporting.figures.model.proof import Counts
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).parents[1] / "rebuild.sql")


@dataclass(frozen=True, slots=True)
class PostgresShadows:
    """Implements the port `Shadows` by temporary tables, which hide the live ones by their name."""

    connection: Connection

    async def open(self) -> None:
        """Create them; they go with the connection."""
        await self.connection.execute(SQL["open_shadows"])

    async def swap(self) -> None:
        """Copy them over the live tables."""
        await self.connection.execute(SQL["swap_shadows"])


@dataclass(frozen=True, slots=True)
class PostgresProof:
    """Implements the port `Proof`; shadows of the same connection do not hide the live tables."""

    connection: Connection

    async def fingerprint(self) -> str:
        """Hash the rows as text, in the order of their text."""
        return await self._hash("projection_hash")

    async def count_projections(self) -> Counts:
        """Add up the live tables."""
        return await self._counts("count_projections")

    async def count_log(self) -> Counts:
        """Add up what the messages of the log say."""
        return await self._counts("count_log")

    async def mark_projections(self) -> str:
        """Hash what the live rows are counted under."""
        return await self._hash("mark_projections")

    async def mark_log(self) -> str:
        """Hash what the messages of the log say of it."""
        return await self._hash("mark_log")

    async def _counts(self, query: str) -> Counts:
        row = await self.connection.fetchrow(SQL[query])
        return Counts(**dict(row or {}))

    async def _hash(self, query: str) -> str:
        found: str | None = await self.connection.fetchval(SQL[query])
        return found or ""
