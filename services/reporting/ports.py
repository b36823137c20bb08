"""Where the facts are kept and counted, in reporting's words."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from services.reporting.domain.figures import Coverage, Figures, Period
from services.reporting.domain.model import ActivityFacts, HoursFacts, MatchFacts, RequestFacts
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a batch of facts says, one entry a thing."""

    requests: Sequence[RequestFacts] = ()
    matches: Sequence[MatchFacts] = ()
    hours: Sequence[HoursFacts] = ()
    activities: Sequence[ActivityFacts] = ()


class Work(Protocol):
    """One transaction."""

    async def first_deliveries(self, events: Sequence[Envelope[Event]]) -> set[UUID]:
        """Claim the events; gives the ids of those not stored before."""
        ...

    async def append(self, events: Sequence[Envelope[Event]]) -> None:
        """Add facts to the log, which is never changed after."""
        ...

    async def learn(self, knowledge: Knowledge) -> None:
        """Join what is known with this."""
        ...

    async def remember_session(self, event: Envelope[StaffSessionOpened]) -> None:
        """Know a member of staff who signed in."""
        ...

    async def forget_session(self, event: Envelope[StaffSessionClosed]) -> None:
        """Know them no more, even when this arrives before the sign-in."""
        ...


class Store(Protocol):
    """The log and what it adds up to."""

    def begin(self) -> AbstractAsyncContextManager[Work]:
        """Open one transaction; leaving it without an error commits."""
        ...

    async def coverage(self) -> Coverage:
        """Say how far the evidence reaches."""
        ...

    async def figures(self, period: Period) -> Figures:
        """Count a period, exercises left out."""
        ...

    async def newest_requests(self, limit: int) -> Sequence[RequestFacts]:
        """List the requests that came last, newest first, exercises left out."""
        ...

    async def journey(self, correlation_id: UUID) -> Sequence[Envelope[Event]]:
        """Give every fact about one request from all services, in order of time.

        Ties go by the subject's version; empty when nothing is known.
        """
        ...
