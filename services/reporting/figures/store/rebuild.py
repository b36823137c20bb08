"""The projections made anew beside the live ones, and what proves them."""

from dataclasses import dataclass

from services.reporting.figures.model.proof import Counts
from services.reporting.figures.store.queries import SQL
from shared.postgres.types import Connection


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
        found: str | None = await self.connection.fetchval(SQL["projection_hash"])
        return found or ""

    async def count_projections(self) -> Counts:
        """Add up the live tables."""
        return await self._counts("count_projections")

    async def count_log(self) -> Counts:
        """Add up what the messages of the log say."""
        return await self._counts("count_log")

    async def _counts(self, query: str) -> Counts:
        row = await self.connection.fetchrow(SQL[query])
        return Counts(**dict(row or {}))
