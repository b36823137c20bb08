"""The log of all facts, in reporting's words."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from services.reporting.event_log.model import Stood
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

    async def stood(self, correlation_ids: Sequence[UUID]) -> Mapping[UUID, Stood]:
        """Say what was said last of how requests stand; of whom nothing was said is left out."""
        ...


class Replay(Protocol):
    """The whole log from its beginning, as it is read to make the figures anew."""

    async def hold(self) -> None:
        """Let nobody append until this transaction ends."""
        ...

    async def last_position(self) -> int:
        """Give the position of the newest fact, 0 in an empty log."""
        ...

    def facts(self, after: int, last: int) -> AsyncIterator[Sequence[Envelope[Event]]]:
        """Give the facts after one position and up to another, some at a time, in order."""
        ...


class WithReplay(Protocol):
    """A session in which the log can be read from its beginning."""

    @property
    def replay(self) -> Replay:
        """Give the log."""
        ...
