"""The log of all facts, which is never changed after."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event


class EventLog(Protocol):
    """The log, in one transaction."""

    async def append(self, events: Sequence[Envelope[Event]]) -> None:
        """Add facts as they came."""
        ...


class WithEventLog(Protocol):
    """A transaction in which facts can be added to the log."""

    @property
    def event_log(self) -> EventLog:
        """Give the log."""
        ...


class Journeys(Protocol):
    """The stories in the log, read without a transaction."""

    async def journey(self, correlation_id: UUID) -> Sequence[Envelope[Event]]:
        """Give every fact about one request from all services, in order of time.

        Ties go by the subject's version; empty when nothing is known.
        """
        ...
