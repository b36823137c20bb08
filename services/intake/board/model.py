"""The board, its lines, and what matching reported of the search for a helper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from services.intake.acts.model import Beside
from services.intake.call_list.model import CallLine
from services.intake.requests.model import HELPED, Closure, RequestId, State, Unmatched
from services.intake.wishes.model import SentWish
from shared.contracts.words import Category, Urgency


class Group(StrEnum):
    """How a request stands for the coordinator."""

    NOW = "now"
    """Nobody was found: a person decides."""
    ASKED = "asked"
    HELPED = "helped"
    CLOSED = "closed"
    """Today."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a line stands in the list, so that the next page begins after it."""

    later: bool
    """It does not wait for the coordinator."""
    urgency: int
    at: datetime
    id: RequestId


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines somebody wants to see; without anything, all that wait for help."""

    group: Group | None = None
    need: Category | None = None
    place: str | None = None
    """The code of a municipality, or a postal code."""
    urgency: Urgency | None = None
    after: Position | None = None

    @property
    def is_narrowed(self) -> bool:
        """Say whether some of the group are left out."""
        return (self.need, self.place, self.urgency) != (None, None, None)


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
    created_at: datetime
    changed_at: datetime
    closure: Closure | None = None
    report: SearchReport | None = None
    wishes: Sequence[SentWish] = ()
    """Those on their way first, then the newest; only a few."""
    flags: Sequence[str] = ()
    """What was odd when it came in; codes, a later version may have new ones."""
    also: Sequence[Category] = ()
    """What is asked for beside; the category is what restricts most."""
    linked: Sequence[Beside] = ()
    """What is open and belongs together with it."""


@dataclass(frozen=True, slots=True)
class Board:
    """The list and the figures above it."""

    lines: Sequence[BoardLine]
    counts: Mapping[State, int]
    calls: Sequence[CallLine] = ()
    """Those who need a person now."""
    closed_today: int = 0
    next: Position | None = None
    """After what the next page begins; None on the last one."""
    usual: Mapping[RequestId, timedelta] = field(default_factory=dict)
    """How long those like it wait as a rule, where enough of them were."""

    @property
    def longest(self) -> timedelta:
        """Give the longest wait of those listed."""
        return max((line.waiting for line in self.lines), default=timedelta())

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
    def asked(self) -> int:
        """Count those for whom somebody is looked for."""
        return self.waiting - self.unmatched

    @property
    def held(self) -> int:
        """Count those that a person looks at before anybody is asked."""
        return self.counts.get(State.HELD, 0)

    @property
    def assigned(self) -> int:
        """Count those that a volunteer has, or an organisation."""
        return sum(self.counts.get(state, 0) for state in HELPED)

    @property
    def closed(self) -> int:
        """Count those that are over."""
        return self.counts.get(State.CLOSED, 0)


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many wait in one area; without a postal code, where the address is secret."""

    municipality: str
    postal_code: str | None
    requests: int


NEW: Final = "new"
"""How a request stood before it came."""


@dataclass(frozen=True, slots=True)
class Since:
    """Up to where somebody was told: a moment, and what was committed then."""

    at: datetime
    snapshot: str


@dataclass(frozen=True, slots=True)
class Look:
    """Which requests changed, with how they stood before; None where they stand as they stood."""

    since: Since
    changed: Mapping[RequestId, str | None]


@dataclass(frozen=True, slots=True)
class Changed:
    """A line as it is now, and how it stood before."""

    line: BoardLine
    was: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What is told to a board, and up to where; much is not told line by line."""

    since: Since
    changes: Sequence[Changed] = ()
    is_much: bool = False
    rows: dict[tuple[str, RequestId], str] = field(default_factory=dict, compare=False)
    """Lines as they are shown, by language: written once for all boards."""


@dataclass(frozen=True, slots=True)
class Outline:
    """How a town's postal areas lie beside each other."""

    view_box: str
    areas: Mapping[str, str]
    """The data of an SVG path, by postal code."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """The towns of which the network has an outline, by municipality."""

    towns: Mapping[str, Outline]


NO_OUTLINES: Final = Outlines({})
