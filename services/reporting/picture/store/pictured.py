"""What the picture is made of: joined row by row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Final

from services.reporting.picture.events import seen_of
from services.reporting.picture.model import Seen
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).parents[1] / "facts.sql")
REQUEST_COLUMNS: Final = (
    *("request_id", "said_version", "language", "urgency"),
    *("standing_number", "standing", "reason"),
    *("searched_version", "to_person_version", "to_person_at", "exercise"),
)
VOLUNTEER_COLUMNS: Final = (
    *("volunteer_id", "offered_at", "asked_at", "accepted_at"),
    *("standing_version", "standing"),
)


@dataclass(frozen=True, slots=True)
class PostgresPictured:
    """Implements the port `Pictured`."""

    connection: Connection

    async def learn(self, events: Sequence[Envelope[Event]]) -> None:
        """Join what the events say."""
        await self.see(seen_of(events))

    async def see(self, seen: Seen) -> None:
        """Join row by row, one statement a table."""
        await self._join("see_requests", seen.requests, REQUEST_COLUMNS)
        await self._join("see_volunteers", seen.volunteers, VOLUNTEER_COLUMNS)

    async def hear(self, services: Collection[str]) -> None:
        """Count one more batch of each."""
        await self.connection.execute(SQL["hear"], sorted(services))

    async def _join(self, query: str, seen: Sequence[object], columns: Sequence[str]) -> None:
        if seen:
            values = (list(map(attrgetter(column), seen)) for column in columns)
            await self.connection.execute(SQL[query], *values)


@dataclass(frozen=True, slots=True)
class PostgresHeard:
    """Notes of whom something was heard; when all is made anew nothing is heard."""

    connection: Connection

    async def learn(self, events: Sequence[Envelope[Event]]) -> None:
        """Note who said them."""
        services = {event.source.rpartition("/")[2] for event in events}
        await PostgresPictured(self.connection).hear(services)
