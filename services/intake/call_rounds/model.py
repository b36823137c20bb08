"""A round of calls, whom it rings, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NewType
from uuid import UUID

from services.intake.calls.model.call import CallId
from services.intake.requests.model import RequestId
from shared.activation import Activation
from shared.contracts.words import Category, Language
from shared.fields.problem import Problem

RoundId = NewType("RoundId", UUID)
PersonId = NewType("PersonId", UUID)

MOST_PEOPLE: Final = 10_000
MOST_TRIES: Final = 3
HELD: Final = timedelta(minutes=15)
"""So long one of the staff has somebody whom they do not ring."""
SILENT: Final = timedelta(hours=2)
"""So long somebody belongs to a call in which nobody types a word."""


class Source(StrEnum):
    """Whence a round has its people."""

    REQUESTS = "requests"
    """They asked the network for help."""
    GIVEN = "given"
    """Somebody gave a list."""


class Basis(StrEnum):
    """By which right of the data protection law they are rung."""

    CONSENT = "consent"
    PUBLIC_TASK = "public_task"
    VITAL = "vital"
    INTEREST = "interest"


class Result(StrEnum):
    """What came of somebody."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"
    """They want no such calls: no round rings them again."""
    GONE = "gone"
    """They may be rung no more: erased, or no longer safe."""


class TakenBack(StrEnum):
    """Why a number may be rung by rounds again."""

    ASKED = "asked"
    """Whoever has it asked for that."""
    BY_MISTAKE = "by_mistake"


class Step(StrEnum):
    """What somebody of the staff did with a round."""

    MADE = "made"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a coordinator says of a round; whoever rings reads it, and says it when asked."""

    title: str
    purpose: str
    """What for, and what is said first."""
    basis: Basis
    whence: str
    """Where the numbers are from, as whoever is rung is told."""
    days: int
    """After so many it is closed by itself, and whoever is left is forgotten."""
    again_hours: int
    """After so many somebody who did not answer is rung again."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Which of those who asked are rung; None or empty: all."""

    days: int
    """Who asked in the last so many."""
    municipality: str | None = None
    area: str = ""
    """How their postal code begins."""
    category: Category | None = None
    language: Language | None = None
    adults: bool = False
    """Only who said that they are of age; who said that they are not is never rung."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asked for help and may be rung."""

    request_id: RequestId
    mark: str
    """By it their number is known again."""
    language: Language


@dataclass(frozen=True, slots=True)
class Reach:
    """How many requests there are, and who may be rung because of them: each number once."""

    asked: int
    people: Sequence[Asker]


@dataclass(frozen=True, slots=True)
class Given:
    """Somebody of a list that was given."""

    phone: str = field(repr=False)
    name: str = field(repr=False)
    language: Language


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row of a list that cannot be taken, and why."""

    line: int
    problem: Problem
    column: str | None = None


@dataclass(frozen=True, slots=True)
class GivenList:
    """A list that was read whole."""

    people: Sequence[Given]
    """The same number once."""
    wrong: Sequence[WrongRow] = ()
    doubled: int = 0
    """Rows whose number stands above them already."""
    unread: Sequence[str] = ()
    """Headings of columns of which nothing is taken."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody as they are put on a round: known by their request, or given."""

    id: PersonId
    who: Asker | Given
    mark: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """A round as it begins."""

    id: RoundId
    source: Source
    plan: Plan
    activation: Activation


@dataclass(frozen=True, slots=True)
class Round:
    """One round, and in counts how far it is: nothing in it tells who of the staff rang whom."""

    id: RoundId
    source: Source
    plan: Plan | None
    """None once it is closed: then no word of it is kept."""
    made_at: datetime
    ends_at: datetime
    closed_at: datetime | None
    due: int
    """So many can be rung now."""
    waiting: int
    """So many are left, those who are to be rung again among them."""
    results: Mapping[Result, int]

    @property
    def people(self) -> int:
        """Say how many it has had."""
        return self.waiting + sum(self.results.values())


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody whom one of the staff is about to ring, or rings."""

    person_id: PersonId
    round_id: RoundId
    request_id: RequestId | None
    mark: str
    language: Language
    tries: int
    """How often nobody answered."""
    call_id: CallId | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """What follows from how a call ended."""

    result: Result | None
    """None: they are rung again."""
    counts: bool = True
    """It was a try."""
