"""What the facts heard so far say about one call, answered or not."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from services.reporting.figures.model.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts(Told):
    """A call that ended: it is said once, and how it ended."""

    call_id: UUID
    outcome: str
    direction: str
    channel: str
    seconds: int
    request_id: UUID | None
    logged_at: datetime

    @property
    def key(self) -> UUID:
        """What identifies it."""
        return self.call_id

    def joined(self, other: Self) -> Self:
        """Believe the later event."""
        return self.newer(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedCallFacts(Told):
    """A call that nobody answered; `rang_at` None: that it was returned arrived first."""

    call_id: UUID
    rang_at: datetime | None = None
    said_at: datetime | None = None
    in_hours: bool | None = None
    channel: str | None = None
    returned_at: datetime | None = None

    @property
    def key(self) -> UUID:
        """What identifies it."""
        return self.call_id

    def joined(self, other: Self) -> Self:
        """Know what either knows."""
        said = self if self.rang_at else other
        return replace(
            self.newer(other),
            rang_at=said.rang_at,
            said_at=said.said_at,
            in_hours=said.in_hours,
            channel=said.channel,
            returned_at=self.returned_at or other.returned_at,
            exercise=self.exercise or other.exercise,
        )
