"""One transaction of the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Final
from uuid import UUID

from services.reporting.ports import Knowledge
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.contracts.reading import write
from shared.messaging.inbox import first_deliveries
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.web import sessions

SQL = load_queries(Path(__file__).parents[1] / "sql" / "queries.sql")

REQUEST_COLUMNS: Final = (
    "request_id",
    "version",
    "state",
    "closure_reason",
    "service_line",
    "category",
    "municipality",
    "received_at",
    "completed_at",
    "closed_at",
    "exercise",
)
MATCH_COLUMNS: Final = (
    "match_id",
    "version",
    "state",
    "request_id",
    "volunteer_id",
    "proposed_at",
    "matched_at",
    "completed_at",
    "exercise",
)
HOURS_COLUMNS: Final = (
    "match_id",
    "version",
    "volunteer_id",
    "minutes",
    "logged_at",
    "exercise",
)
ACTIVITY_COLUMNS: Final = (
    "key",
    "activity_id",
    "version",
    "assignment_id",
    "request_id",
    "service_line",
    "municipality",
    "occurred_on",
    "headcount",
    "basis",
    "minutes",
    "exercise",
)


@dataclass(frozen=True, slots=True)
class PostgresWork:
    """Implements the port `Work` on one connection inside a transaction."""

    connection: Connection

    async def first_deliveries(self, events: Sequence[Envelope[Event]]) -> set[UUID]:
        """Claim the events in the inbox."""
        return await first_deliveries(self.connection, "reporting", events)

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

    async def learn(self, knowledge: Knowledge) -> None:
        """Join row by row, one statement a table."""
        await self._join("learn_requests", knowledge.requests, REQUEST_COLUMNS)
        await self._join("learn_matches", knowledge.matches, MATCH_COLUMNS)
        await self._join("learn_hours", knowledge.hours, HOURS_COLUMNS)
        await self._join("learn_activities", knowledge.activities, ACTIVITY_COLUMNS)

    async def remember_session(self, event: Envelope[StaffSessionOpened]) -> None:
        """Keep the session for the page kit."""
        await sessions.remember(self.connection, event)

    async def forget_session(self, event: Envelope[StaffSessionClosed]) -> None:
        """Drop the session for the page kit."""
        await sessions.forget(self.connection, event)

    async def _join(self, query: str, facts: Sequence[object], columns: Sequence[str]) -> None:
        if facts:
            values = (list(map(attrgetter(column), facts)) for column in columns)
            await self.connection.execute(SQL[query], *values)
