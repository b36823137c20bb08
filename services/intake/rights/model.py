"""A case of somebody who asks what is known of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum, auto
from typing import NewType
from uuid import UUID

from services.intake.requests.model import Circumstances, Contact, Request
from shared.activation import Activation
from shared.contracts.right_words import RightKind, RightService
from shared.reach_points import ReachPoint

RightId = NewType("RightId", UUID)


class State(StrEnum):
    """How a case stands."""

    ASKED = "asked"
    """Nobody has shown yet that they are who they say."""
    GATHERING = "gathering"
    """The services were asked what they know."""
    READY = "ready"
    """All have answered, and a letter says so."""
    OPENED = "opened"
    """It was read, and can be for a little while."""
    CLOSED = "closed"
    """Nothing of it can be read any more; the receipts stay."""


class Step(StrEnum):
    """What is noted of a case for good."""

    PROVEN = "proven"
    READY = "ready"
    OPENED = "opened"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Right:
    """A case, without anything that says whose it is."""

    id: RightId
    kind: RightKind
    state: State
    version: int
    """The number of its last event."""
    activation: Activation
    due_at: datetime
    """By when the law wants it answered."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Where they are written to, and what opens the answers; the latter once they are known."""

    to: ReachPoint = field(repr=False)
    answer_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Asking:
    """What is stored of somebody who has only just asked."""

    right: Right
    token_hash: str
    mark: str | None = None
    """Of the address to which the code goes; None where none does."""
    code_hash: str | None = None
    secret: Secret | None = None


@dataclass(frozen=True, slots=True)
class Lately:
    """How many codes were written in the last hour."""

    of_one: int
    in_all: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """A service's answer; what it says only the key of the case opens."""

    service: RightService
    receipt_id: UUID
    things: int
    answer: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """That a service has answered, without what it said."""

    at: datetime
    things: int


@dataclass(frozen=True, slots=True)
class Case:
    """What the data protection officer sees of a case: nothing of whose it is."""

    id: RightId
    state: State
    asked_at: datetime
    due_at: datetime
    closed_at: datetime | None
    is_overdue: bool
    """Nobody could be told in time that the answer is there."""
    answered: Mapping[str, Answered]
    """By the service's code."""


@dataclass(frozen=True, slots=True)
class Beside:
    """How much lies beside a request that a page cannot simply show."""

    calls: int = 0
    notes: int = 0
    looks: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """All that was given with one request, by either of its people."""

    request: Request
    contact: Contact = field(repr=False)
    points: Sequence[ReachPoint] = field(repr=False)
    about: Circumstances
    received: date
    """The day where the help is given."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A code was typed for this case, and counted."""

    right: Right
    code_hash: str | None


class Outcome(Enum):
    """What became of a code that was typed, where it opened nothing."""

    WRONG = auto()
    OVER = auto()
    """Too often, too late, or nothing is asked of them."""
    PROVEN = auto()
    """The services are asked now."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is kept of the person, by the service that keeps it."""

    service: RightService
    kind: str
    facts: Sequence[tuple[str, str]] = field(repr=False)
