"""The projections of figures as they are made anew, and what proves them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from services.reporting.event_log.model import Projection
from services.reporting.figures.events import knowledge_of
from services.reporting.figures.model.proof import Counts
from services.reporting.figures.store.projections import PostgresProjections
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).parents[1] / "rebuild.sql")
PROJECTIONS: Final = (
    Projection("requests", ("requests", "daily_counts"), {"daily_counts": SQL["count_days"]}),
    Projection("matches", ("matches",)),
    Projection("hours", ("hours",)),
    Projection("activities", ("activities",)),
    Projection("calls", ("calls",)),
    Projection("missed_calls", ("missed_calls",)),
)
"""Named as the parts of `Knowledge`."""


@dataclass(frozen=True, slots=True)
class FiguresLearner:
    """Implements the port `Learner` for the projections with these names."""

    connection: Connection
    names: Collection[str]

    async def learn(self, events: Sequence[Envelope[Event]]) -> None:
        """Join row by row, as the live ones are."""
        known = knowledge_of(events).only(self.names)
        await PostgresProjections(self.connection).learn(known)


@dataclass(frozen=True, slots=True)
class PostgresProof:
    """Implements the port `Proof`; shadows of the same connection do not hide the live tables."""

    connection: Connection

    async def fingerprint(self) -> str:
        """Add up the hashes of the rows as text."""
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
