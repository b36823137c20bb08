"""What the use cases need from the world, in their own words."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol
from uuid import UUID

from services.matching.domain.model import MatchId, RequestId, VolunteerId
from services.matching.ports.choosing import ChoosingWork
from services.matching.ports.needs import MatchWork, NeedWork
from services.matching.ports.roster import VolunteerWork
from services.matching.ports.sessions import SessionWork
from services.matching.ports.values import (
    AddressTakenError,
    Changes,
    Claim,
    DueTurns,
    Granted,
    KeptDecision,
)
from services.matching.ports.world import Chance, Wording
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.outbox import Announcement

__all__ = [
    "AddressTakenError",
    "Chance",
    "Changes",
    "Claim",
    "DueTurns",
    "Granted",
    "KeptDecision",
    "Store",
    "Wording",
    "Work",
]


class Work(VolunteerWork, NeedWork, MatchWork, ChoosingWork, SessionWork, Protocol):
    """One transaction."""

    async def first_delivery(self, event: Envelope[Event]) -> bool:
        """Claim the event; False means its work is done already."""
        ...

    async def first_deliveries(self, events: Sequence[Envelope[Event]]) -> set[UUID]:
        """Claim many events; gives the ids of those whose work is still to be done."""
        ...

    async def publish(self, announcements: Sequence[Announcement]) -> None:
        """Say events in this transaction."""
        ...


class Store(Protocol):
    """Where the roster and the needs live."""

    def begin(self) -> AbstractAsyncContextManager[Work]:
        """Open one transaction; leaving it without an error commits."""
        ...

    async def lapsed_matches(self, limit: int) -> Sequence[MatchId]:
        """List open proposals whose time is over, the longest first."""
        ...

    async def weeks_over(self, limit: int) -> Sequence[MatchId]:
        """List tasks that were accepted seven days ago and still count, the longest first."""
        ...

    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        """Read the last few decisions about a need, the oldest first."""
        ...

    async def unconfirmed_applicants(self, limit: int) -> Sequence[VolunteerId]:
        """List people who applied and let every link to confirm it run out."""
        ...
