"""What was done for many at once, and what a form about it may say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from shared.activation import Activation
from shared.contracts.activity_words import AgeBand, TakenBack
from shared.contracts.words import Basis, ServiceLine
from shared.funding import Funder

ActivityId = NewType("ActivityId", UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One time that something was done: what, where, when, and how many came."""

    title: str
    service_line: ServiceLine
    municipality: str
    occurred_on: date
    minutes: int
    headcount: int
    basis: Basis
    ages: Mapping[AgeBand, int] = field(default_factory=dict)
    """Of those whose age is known: together at most as many as came."""
    volunteer_minutes: int | None = None
    staff_minutes: int | None = None
    evidence: str = ""
    """A link to a photograph, a list or a post, where there is one."""


@dataclass(frozen=True, slots=True)
class By:
    """Who wrote it down: a member of the organisation, or a coordinator on its behalf."""

    staff_id: UUID | None
    """None: by the operator's tool."""
    is_on_behalf: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What was written down of one activity; a correction is the next of its numbers."""

    id: ActivityId
    organisation_id: UUID
    number: int
    done: Done
    by: By
    activation: Activation
    series_id: UUID | None = None
    """The weekly series that it was planned as one of."""
    purchase_id: UUID | None = None
    """The contract that it is a delivery of: then it is corrected there."""
    replaces: int | None = None
    """The number that this one corrects."""
    taken_back: TakenBack | None = None
    """Why it counts no more; what was said of it stays."""
    at: datetime | None = None
    """When it was written down; None of what is not stored yet."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an organisation's form may say."""

    lines: Sequence[ServiceLine]
    municipalities: Sequence[str]
    first_day: date
    """The day on which the network, or who pays for it, began."""
    today: date


@dataclass(frozen=True, slots=True)
class Overview:
    """What an organisation's page shows."""

    organisation_id: UUID
    name: str
    bounds: Bounds
    latest: Sequence[Logged]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one stands in the list, so that the next page begins after it."""

    day: date
    id: UUID


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which activities a coordinator wants to see; without anything, all."""

    organisation_id: UUID | None = None
    line: ServiceLine | None = None
    first: date | None = None
    last: date | None = None
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What one organisation did, and what that is called."""

    organisation: str
    logged: Logged


@dataclass(frozen=True, slots=True)
class Everything:
    """A page of the coordinators' list, and which organisations there are."""

    listed: Sequence[Listed]
    next: Place | None
    """After what the next page begins; None on the last one."""
    organisations: Sequence[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class One:
    """What the page of one activity shows: all its numbers, the newest first, and who pays."""

    bounds: Bounds
    numbers: Sequence[Logged]
    funders: Sequence[Funder]

    @property
    def newest(self) -> Logged:
        """Give it as it was corrected last."""
        return self.numbers[0]
