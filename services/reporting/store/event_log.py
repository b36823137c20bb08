"""The log of all facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.reporting.store.queries import SQL
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.reading import read, write
from shared.postgres.types import Connection, Pool


@dataclass(frozen=True, slots=True)
class PostgresEventLog:
    """Implements the port `EventLog`."""

    connection: Connection

    async def append(self, events: Sequence[Envelope[Event]]) -> None:
        """Add the messages as they came."""
        await self.connection.execute(
            SQL["append_facts"],
            [event.id for event in events],
            [event.type for event in events],
            [event.subject for event in events],
            [event.subjectversion for event in events],
            [event.correlationid for event in events],
            [event.time for event in events],
            [event.municipality for event in events],
            [event.exercise for event in events],
            [write(event).decode() for event in events],
        )


@dataclass(frozen=True, slots=True)
class PostgresJourneys:
    """Implements the port `Journeys`."""

    pool: Pool

    async def journey(self, correlation_id: UUID) -> Sequence[Envelope[Event]]:
        """Read the messages of one story."""
        rows = await self.pool.fetch(SQL["journey"], correlation_id)
        return [read(row["body"].encode()) for row in rows]
