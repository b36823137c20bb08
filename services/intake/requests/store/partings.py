"""Requests whose people do not meet again by themselves."""

from dataclasses import dataclass

from services.intake.requests.store.queries import SQL
from shared.postgres.types import Connection


@dataclass(frozen=True, slots=True)
class PostgresPartings:
    """Implements the port `Partings`."""

    connection: Connection

    async def note(self, mark: str) -> None:
        """Insert what is not there."""
        await self.connection.execute(SQL["note_parting"], mark)

    async def holds(self, mark: str) -> bool:
        """Look for one row."""
        return bool(await self.connection.fetchval(SQL["holds_parting"], mark))
