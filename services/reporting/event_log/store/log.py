"""The log in PostgreSQL: appended a batch at a time, read by request or from its beginning."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import asyncpg

from services.reporting.event_log.model import Stood
from services.reporting.event_log.use_cases.standing import CHANGING
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import UnreadableEventError, read, read_later, write
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).parents[1] / "queries.sql")
CHUNK: Final = 2000
"""Facts of a replay that are in memory at once."""


@dataclass(frozen=True, slots=True)
class PostgresEventLog:
    """Implements the port `EventLog`."""

    connection: Connection

    async def append(self, events: Sequence[Envelope[Event]]) -> Sequence[Envelope[Event]]:
        """Add the messages as they came."""
        rows = await self.connection.fetch(
            SQL["append_facts"],
            [event.id for event in events],
            [event.type for event in events],
            [event.subject for event in events],
            [event.subjectversion for event in events],
            [event.correlationid for event in events],
            [_storable(event.time) for event in events],
            [event.municipality for event in events],
            [event.activationid for event in events],
            [event.exercise for event in events],
            [write(event).decode() for event in events],
        )
        arrived = {row["event_id"]: row["occurred_at"] for row in rows}
        return [_told_at(event, arrived.get(event.id, event.time)) for event in events]


@dataclass(frozen=True, slots=True)
class PostgresJourneys:
    """Implements the port `Journeys`."""

    pool: Pool

    async def journey(self, correlation_id: UUID) -> Sequence[Envelope[Event]]:
        """Read the messages of one story."""
        rows = await self.pool.fetch(SQL["journey"], correlation_id)
        return [_fact(row) for row in rows]

    async def stood(self, correlation_ids: Sequence[UUID]) -> Mapping[UUID, Stood]:
        """Read the newest of each."""
        rows = await self.pool.fetch(SQL["stood"], correlation_ids, list(CHANGING))
        return {row["correlation_id"]: Stood(row["event"], row["standing"]) for row in rows}


@dataclass(frozen=True, slots=True)
class PostgresReplay:
    """Implements the port `Replay`."""

    connection: Connection

    async def hold(self) -> None:
        """Take the writers' turn; readers go on."""
        await self.connection.execute(SQL["hold_log"])

    async def last_position(self) -> int:
        """Look at the end of the table."""
        position: int = await self.connection.fetchval(SQL["last_position"])
        return position

    async def facts(
        self, after: int, last: int
    ) -> AsyncIterator[tuple[int, Sequence[Envelope[Event]]]]:
        """Read the messages a chunk at a time."""
        while rows := await self.connection.fetch(SQL["read_facts"], after, last, CHUNK):
            after = rows[-1]["position"]
            yield after, [_fact(row) for row in rows]


def _storable(moment: datetime) -> datetime:
    """Give a moment that the database can hold; at the ends of time a zone leads beyond them."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def _fact(row: asyncpg.Record) -> Envelope[Event]:
    """Read a message of any age; what this version cannot read is given as it is kept."""
    body = row["body"].encode()
    try:
        event = read(body)
    except UnreadableEventError:
        event = read_later(body)
    return _told_at(event, row["occurred_at"])


def _told_at(event: Envelope[Event], moment: datetime) -> Envelope[Event]:
    return event if event.time == moment else event.model_copy(update={"time": moment})
