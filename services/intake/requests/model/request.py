"""What a request is, how it stands, and what somebody must know to help."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType
from uuid import UUID

from shared.activation import Activation
from shared.contracts.words import Category, Language, Urgency

RequestId = NewType("RequestId", UUID)


class State(StrEnum):
    """How a request stands."""

    HELD = "held"
    """A person looks at it first; nobody else was told of it."""
    RECEIVED = "received"
    ESCALATED = "escalated"
    """In danger: a person, an authority or a line of help has it, and never matching."""
    OPEN = "open"
    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    REFERRED = "referred"
    """A partner organisation was asked, and has not answered."""
    ACCEPTED = "accepted"
    """A partner organisation has said that it helps."""
    IN_PROGRESS = "in_progress"
    """It has begun."""
    UNMATCHED = "unmatched"
    CLOSED = "closed"


HELPED: Final = frozenset({State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS})
"""Somebody has said that they help: a volunteer, or an organisation."""


class Closure(StrEnum):
    """Why a request is closed."""

    COMPLETED = "completed"
    CANCELLED = "cancelled"
    SET_ASIDE = "set_aside"
    """It was held, and somebody found that it is not real."""
    DONE_BY_OTHERS = "done_by_others"
    """An authority or a line of help has it, or somebody close."""
    NO_CONTACT = "no_contact"
    NO_HELP_WANTED = "no_help_wanted"
    UNFULFILLED = "unfulfilled"
    """Nobody was found: a coordinator gave it up."""
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"
    """The same is asked for in another request, which goes on."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Who asks, where to meet and in their own words; leaves intake only on a page."""

    first_name: str = field(default="", repr=False)
    """Of the one who is helped."""
    asker_name: str = field(default="", repr=False)
    street: str = field(default="", repr=False)
    area_note: str = field(default="", repr=False)
    text: str = field(default="", repr=False)


class Relation(StrEnum):
    """Who somebody is to the one they ask for."""

    RELATIVE = "relative"
    FRIEND = "friend"
    PROFESSIONAL = "professional"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What whoever helps, calls or decides must know beside what is asked for."""

    relation: Relation | None = None
    """Of who asks to who is helped; None where they ask for themselves."""
    address_secret: bool = False
    """*Turvakielto*: no volunteer, no partner and no map learns where they live."""
    under_18: bool | None = None
    """Of the one who is helped; None where it was not asked."""
    payment: str = ""
    """A code of the network's data; empty where there is nothing to pay."""


@dataclass(frozen=True, slots=True)
class Request:
    """A stored request as far as decisions need it."""

    id: RequestId
    reference: str
    version: int
    state: State
    closure: Closure | None
    category: Category
    urgency: Urgency
    language: Language
    municipality: str
    activation: Activation
    created_at: datetime
    also: tuple[Category, ...] = ()
    """What the same helper does beside; the category is the one that restricts most."""

    @property
    def needs(self) -> tuple[Category, ...]:
        """Give all that is asked for."""
        return (self.category, *self.also)

    @property
    def is_held(self) -> bool:
        """Say whether a person looks at it before anybody else is told of it."""
        return self.state is State.HELD


@dataclass(frozen=True, slots=True)
class Promise:
    """By when whoever asked hears from us, and when something is done to keep that."""

    heard_by: datetime
    act_at: datetime

    @property
    def is_checked(self) -> bool:
        """Say whether all was done, and what is left is to see that a person did their part."""
        return self.act_at >= self.heard_by


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, where and how soon, for whoever has said that they will do it."""

    category: Category
    urgency: Urgency
    language: Language
    municipality: str
    postal_code: str | None
    """None where the address is secret: it is sealed with the street."""
    created_at: datetime
    corrected: Sequence[str] = ()
    """Names of the fields that were corrected last."""
    corrected_at: datetime | None = None
    also: tuple[Category, ...] = ()
    """What is to be done beside."""

    @property
    def needs(self) -> tuple[Category, ...]:
        """Give all that is to be done."""
        return (self.category, *self.also)
