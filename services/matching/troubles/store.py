"""What is set aside in PostgreSQL, and who decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from services.matching.troubles.model import Decision, Kind, Trouble
from shared.loops.setbacks import SetAside
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresTroubles:
    """Implements the port `Troubles`."""

    connection: Connection

    @property
    def _aside(self) -> SetAside:
        return SetAside(self.connection)

    async def count(self) -> int:
        """Count all of it."""
        return await self._aside.count()

    async def listed(self, limit: int) -> Sequence[Trouble]:
        """List the oldest."""
        return [
            Trouble(Kind(row["loop"]), row["row_id"], row["since"], row["tries"], row["error"])
            for row in await self._aside.listed(limit)
        ]

    async def of_kind(self, kind: Kind, limit: int) -> Sequence[str]:
        """Give ids."""
        return await self._aside.of_loop(kind, limit)

    async def take_off(self, kind: Kind, row_id: str) -> bool:
        """Delete the row: its tries begin anew."""
        return await self._aside.take_off(kind, row_id)

    async def let_go(self, kind: Kind, row_id: str) -> bool:
        """Note it in the row, which stays: the loop passes it over."""
        return await self._aside.let_go(kind, row_id)

    async def note(self, who: UUID, decision: Decision, kind: Kind, row_id: str) -> None:
        """Insert."""
        await self.connection.execute(SQL["note_decision"], who, decision, kind, row_id)
