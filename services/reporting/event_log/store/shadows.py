"""Projections beside the live ones, in a schema of the database's owner that outlives a kill."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.reporting.event_log.model import Progress, Projection
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).parents[1] / "rebuild.sql")


@dataclass(frozen=True, slots=True)
class PostgresShadows:
    """Implements the port `Shadows`."""

    connection: Connection
    projections: Sequence[Projection]

    async def lead(self) -> bool:
        """Take the lock of those who rebuild, for as long as the connection lives."""
        is_leader: bool = await self.connection.fetchval(SQL["lead_rebuild"])
        return is_leader

    async def resume(self, made_by: str) -> Progress | None:
        """Read what the session before noted last."""
        if not await self.connection.fetchval(SQL["has_shadows"]):
            return None
        row = await self.connection.fetchrow(SQL["read_progress"], made_by)
        return (
            Progress(made_by, row["position"], row["facts"], json.loads(row["later"]))
            if row
            else None
        )

    async def begin(self, made_by: str) -> Progress:
        """Create the tables like the live ones, with their keys and indexes."""
        tables = [table for each in self.projections for table in each.tables]
        async with self.connection.transaction():
            await self.connection.execute(SQL["begin_shadows"], tables)
            await self.connection.execute(SQL["begin_progress"], made_by)
        return Progress(made_by)

    async def use(self) -> None:
        """Put their schema before that of the live ones."""
        await self.connection.execute(SQL["use_shadows"])

    async def note(self, progress: Progress) -> None:
        """Write over what was noted."""
        later = json.dumps(progress.later)
        await self.connection.execute(
            SQL["note_progress"], progress.position, progress.facts, later
        )

    async def swap(self) -> Mapping[str, int]:
        """Exchange the rows that differ, table by table, and drop the shadows."""
        differing = {
            table: await self._swap(table, projection.fills.get(table))
            for projection in self.projections
            for table in projection.tables
        }
        await self.connection.execute(SQL["drop_shadows"])
        return {table: rows for table, rows in differing.items() if rows}

    async def _swap(self, table: str, fill: str | None) -> int:
        if fill is not None:
            await self.connection.execute(fill)
        rows: int = await self.connection.fetchval(SQL["swap_shadow"], table)
        return rows
