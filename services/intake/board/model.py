"""The board and its lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.intake.requests.model import RequestId, State, Unmatched
from shared.contracts.words import Category, Urgency


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A request as the coordinator sees it: nothing that points to a person."""

    id: RequestId
    reference: str
    state: State
    category: Category
    urgency: Urgency
    municipality: str
    waiting: timedelta
    unmatched: Unmatched | None


@dataclass(frozen=True, slots=True)
class Board:
    """The list and the figures above it."""

    lines: Sequence[BoardLine]
    counts: Mapping[State, int]

    @property
    def waiting(self) -> int:
        """Count the requests that still have no helper."""
        return sum(self.counts.values()) - self.assigned - self.closed

    @property
    def unmatched(self) -> int:
        """Count those that wait for the coordinator."""
        return self.counts.get(State.UNMATCHED, 0)

    @property
    def assigned(self) -> int:
        """Count those that a volunteer has."""
        return self.counts.get(State.ASSIGNED, 0)

    @property
    def closed(self) -> int:
        """Count those that are over."""
        return self.counts.get(State.CLOSED, 0)
