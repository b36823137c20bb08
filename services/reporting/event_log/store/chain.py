"""The chain of batches in PostgreSQL."""

import hashlib
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from services.reporting.event_log.model import Anchor, Link
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).parents[1] / "chain.sql")
CHUNK: Final = 20
"""Links that are read at once: of full batches some thousand events."""
NOTHING: Final = hashlib.sha256(b"").digest()
"""What the first link of an empty log is linked to."""


@dataclass(frozen=True, slots=True)
class PostgresChain:
    """Implements the port `Chain`."""

    connection: Connection

    async def end(self) -> Anchor | None:
        """Read the newest link."""
        row = await self.connection.fetchrow(SQL["newest_link"])
        return Anchor(row["day"], row["position"], row["hash"]) if row else None

    async def links(self) -> AsyncIterator[Link]:
        """Read them a chunk at a time."""
        after, previous = 0, NOTHING
        while rows := await self.connection.fetch(SQL["read_links"], after, previous, CHUNK):
            for row in rows:
                yield Link(row["position"], row["after"], row["events"], row["marks"], row["holds"])
            after, previous = rows[-1]["position"], rows[-1]["hash"]

    async def marks(self, link: Link) -> Sequence[tuple[int, bytes]]:
        """Compute them of the rows that are there now."""
        rows = await self.connection.fetch(SQL["marks_between"], link.after, link.position)
        return [(row["place"], row["mark"]) for row in rows]

    async def first_after(self, position: int) -> int | None:
        """Look behind the last link."""
        found: int | None = await self.connection.fetchval(SQL["first_after"], position)
        return found

    async def hash_at(self, position: int) -> str | None:
        """Look for the link."""
        found: str | None = await self.connection.fetchval(SQL["hash_at"], position)
        return found

    async def count_before(self) -> int:
        """Count up to the link of no events."""
        found: int = await self.connection.fetchval(SQL["count_before"])
        return found

    async def count_later(self, known: Collection[str]) -> Mapping[str, int]:
        """Count by type."""
        rows = await self.connection.fetch(SQL["count_later"], list(known))
        return {row["type"]: row["events"] for row in rows}
