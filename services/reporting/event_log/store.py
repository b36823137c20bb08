"""The log in PostgreSQL: appended a batch at a time, read by request or from its beginning."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from services.reporting.event_log.model import Stood
from services.reporting.event_log.use_cases import CHANGING
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import read, write
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))
CHUNK: Final = 2000
"""Facts of a replay that are in memory at once."""


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
            [event.activationid for event in events],
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

    async def stood(self, correlation_ids: Sequence[UUID]) -> Mapping[UUID, Stood]:
        """Read the newest of each."""
        rows = await self.pool.fetch(SQL["stood"], correlation_ids, list(CHANGING))
        return {row["correlation_id"]: Stood(row["event"], row["standing"]) for row in rows}


@dataclass(frozen=True, slots=True)
class PostgresReplay:
    """Implements the port `Replay`."""

    connection: Connection

    async def hold(self) -> None:
        """Lock the table against writers; readers go on."""
        await self.connection.execute(SQL["hold_log"])

    async def last_position(self) -> int:
        """Look at the end of the table."""
        position: int = await self.connection.fetchval(SQL["last_position"])
        return position

    async def facts(self, after: int, last: int) -> AsyncIterator[Sequence[Envelope[Event]]]:
        """Read the messages a chunk at a time."""
        while rows := await self.connection.fetch(SQL["read_facts"], after, last, CHUNK):
            yield [read(row["body"].encode()) for row in rows]
            after = rows[-1]["position"]
