"""Write events in the transaction that makes them true; publishing is the relay's work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from shared.activation import Activation
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import ENVELOPES, schema_url, write
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.telemetry.traces import current_traceparent

SQL = load_queries(Path(__file__).parent / "sql" / "queries.sql")

Columns: TypeAlias = tuple[list[UUID], list[str], list[str], list[int], list[str | None], list[str]]
"""One list for each column of the outbox that a writer fills."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a handler wants said.

    `subject` is `<kind>/<id>`; `version` is the aggregate's next number, gapless within the
    subject. `correlation_id` is the request's id for everything about a request.
    """

    subject: str
    version: int
    data: Event
    correlation_id: UUID
    causation_id: UUID | None = None
    municipality: str | None = None
    activation: Activation = field(kw_only=True)
    """As the row of the subject says."""


@dataclass(frozen=True, slots=True)
class Story:
    """What announcements about one thing have in common, for a request its id and municipality."""

    correlation_id: UUID
    municipality: str | None = None
    causation_id: UUID | None = None
    activation: Activation = field(kw_only=True)

    def say(self, subject: str, version: int, data: Event) -> Announcement:
        """Announce one more fact of it."""
        return Announcement(
            subject=subject,
            version=version,
            data=data,
            correlation_id=self.correlation_id,
            causation_id=self.causation_id,
            municipality=self.municipality,
            activation=self.activation,
        )


@dataclass(frozen=True, slots=True)
class Outbox:
    """Turns announcements into stored envelopes; `source` is `porukalla/<service>`."""

    source: str
    now: Callable[[], datetime]
    new_id: Callable[[], UUID]

    async def append(
        self,
        connection: Connection,
        announcements: Sequence[Announcement],
    ) -> None:
        """Store the events in the caller's transaction.

        Raises asyncpg.UniqueViolationError when a version of a subject is already taken: two
        writers raced, and the transaction must roll back.
        """
        if announcements:
            await connection.execute(SQL["append_events"], *self.columns(announcements))

    def columns(self, announcements: Sequence[Announcement]) -> Columns:
        """Give what `append_events` takes, for a statement that stores the cause as well."""
        envelopes = [self.envelope(item) for item in announcements]
        return (
            [item.id for item in envelopes],
            [item.type for item in envelopes],
            [item.subject for item in envelopes],
            [item.subjectversion for item in envelopes],
            [item.traceparent for item in envelopes],
            [write(item).decode() for item in envelopes],
        )

    def envelope(self, item: Announcement) -> Envelope[Event]:
        """Wrap one announcement with a new id, the time and the current trace."""
        event_type = item.data.event_type
        return ENVELOPES[event_type](
            id=self.new_id(),
            type=event_type,
            source=self.source,
            subject=item.subject,
            time=self.now(),
            dataschema=schema_url(event_type),
            subjectversion=item.version,
            correlationid=item.correlation_id,
            causationid=item.causation_id,
            traceparent=current_traceparent(),
            municipality=item.municipality,
            activationid=item.activation.id,
            exercise=item.activation.exercise,
            data=item.data,
        )
