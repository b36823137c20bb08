"""Somebody who is known, what was typed of who calls, and what a card shows of the likeness."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.intake.requests.model import RequestId, State
from shared.contracts.words import ServiceLine


@dataclass(frozen=True, slots=True)
class Subject:
    """A request as far as its people can be recognised by it; it stays in memory."""

    request_id: RequestId
    names: Sequence[str] = field(default=(), repr=False)
    """Of who is helped and of who asked."""
    phones: Sequence[str] = field(default=(), repr=False)
    address: str = field(default="", repr=False)
    town: str = ""
    """A municipality's code."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What an operator typed so far; each may be empty."""

    phone: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    town: str = ""


class Agreement(StrEnum):
    """What agrees, as a code that a page says in words."""

    PHONE = "phone"
    PHONE_NEAR = "phone_near"
    """One digit is another, missing, too many or in the other's place."""
    PHONE_START = "phone_start"
    """It begins with what was typed so far."""
    NAME = "name"
    NAME_NEAR = "name_near"
    """Spelt otherwise, in a case, or as in the other language."""
    NAME_PART = "name_part"
    """One word of it: a first name, or a surname."""
    ADDRESS = "address"
    ADDRESS_NEAR = "address_near"
    STREET = "street"
    """The street of the same town, and another number or none."""


@dataclass(frozen=True, slots=True)
class Like:
    """A request whose people are like who calls: two fields of them agree at least."""

    request_id: RequestId
    why: Sequence[Agreement]
    score: float
    """How much less often than once strangers agree as well by chance, as a logarithm."""


@dataclass(frozen=True, slots=True)
class Card:
    """What an operator sees of it unasked: no name, no number, no street and no reference."""

    request_id: RequestId
    state: State
    line: ServiceLine
    created_at: datetime
    town: str
    exercise: bool
    why: Sequence[Agreement]
    score: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """Cards, the likeliest first."""

    cards: Sequence[Card]
    is_complete: bool
    """False while this process does not know of everybody yet, or has lost touch."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a process is told when it looks again."""

    snapshot: str
    """What was committed then: the next look tells what is not in it."""
    at: datetime
    changed: Sequence[RequestId] = ()
    """Who came, was changed, was erased or ended long enough ago."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How much somebody looked for by likeness in the last 24 hours, and in this call."""

    searches: int = 0
    cards: int = 0
    """Each request once a call, however often it came up."""
    searches_in_call: int = 0
    cards_in_call: int = 0
