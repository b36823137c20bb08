"""The board, its lines, and what matching reported of the search for a helper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.intake.call_list.model import CallLine
from services.intake.requests.model import RequestId, State, Unmatched
from services.intake.wishes.model import SentWish
from shared.contracts.words import Category, Urgency


@dataclass(frozen=True, slots=True)
class SearchReport:
    """Matching's latest report of its search for one request, in counts that name nobody."""

    version: int
    fitting: int
    asked: int
    waiting: int
    """Asked, and their time to answer is not over."""
    declined: int
    silent: int
    """Asked, and did not answer in time."""
    at_their_cap: int
    asked_enough: int
    look_at: datetime | None
    """When it is looked at again by itself."""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A request as the coordinator sees it: nothing that points to a person."""

    id: RequestId
    reference: str
    state: State
    category: Category
    urgency: Urgency
    municipality: str
    postal_code: str
    waiting: timedelta
    unmatched: Unmatched | None
    report: SearchReport | None = None
    wishes: Sequence[SentWish] = ()
    """Those on their way first, then the newest; only a few."""
    flags: Sequence[str] = ()
    """What was odd when it came in; codes, a later version may have new ones."""
    also: Sequence[Category] = ()
    """What is asked for beside; the category is what restricts most."""


@dataclass(frozen=True, slots=True)
class Board:
    """The list and the figures above it."""

    lines: Sequence[BoardLine]
    counts: Mapping[State, int]
    calls: Sequence[CallLine] = ()
    """Those who need a person now."""

    @property
    def waiting(self) -> int:
        """Count the requests that still have no helper."""
        others = self.assigned + self.closed + self.held + self.counts.get(State.ESCALATED, 0)
        return sum(self.counts.values()) - others

    @property
    def unmatched(self) -> int:
        """Count those that wait for the coordinator."""
        return self.counts.get(State.UNMATCHED, 0)

    @property
    def held(self) -> int:
        """Count those that a person looks at before anybody is asked."""
        return self.counts.get(State.HELD, 0)

    @property
    def assigned(self) -> int:
        """Count those that a volunteer has."""
        return self.counts.get(State.ASSIGNED, 0)

    @property
    def closed(self) -> int:
        """Count those that are over."""
        return self.counts.get(State.CLOSED, 0)
