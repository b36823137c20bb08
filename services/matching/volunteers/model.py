"""What a volunteer is: the offer, the contact data, the application and its link."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from services.matching.engine.model import Helper
from shared.activation import Activation
from shared.contracts.words import Category, Language
from shared.reach_points import ReachPoint, address_of


class VolunteerState(StrEnum):
    """How far a volunteer has come."""

    APPLIED = "applied"
    ACTIVE = "active"
    PAUSED = "paused"
    """They asked for a rest: nobody asks them before they say so, or it is over."""
    SET_ASIDE = "set_aside"
    """Their contact data does not open, so that nobody can write to them; a person was told."""
    ERASED = "erased"
    """Nobody knows any more who they are."""


VolunteerId = NewType("VolunteerId", UUID)


@dataclass(frozen=True, slots=True)
class Contact:
    """Who a volunteer is and how they are reached; leaves matching only sealed."""

    name: str = field(repr=False)
    reach_points: tuple[ReachPoint, ...]

    def address(self, kind: str) -> str:
        """Give the address of a kind, or nothing."""
        return address_of(self.reach_points, kind)

    @property
    def first_name(self) -> str:
        """Give the name a letter greets with."""
        return self.name.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a volunteer is willing to do, where, in which languages and how often."""

    postal_code: str
    municipality: str
    areas: tuple[str, ...]
    """Municipality codes, their own among them."""
    languages: tuple[Language, ...]
    categories: tuple[Category, ...]
    weekly_cap: int


@dataclass(frozen=True, slots=True)
class SignUp:
    """What someone filled in to become a volunteer; it counts once confirmed from their mail."""

    contact: Contact
    offer: Offer


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Someone on the roster, without their contact data."""

    id: VolunteerId
    state: VolunteerState
    offer: Offer
    activation: Activation
    """In which they came."""
    paused_until: datetime | None = None
    """None also of a pause without an end."""


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is kept of somebody on the roster; no contact data where it does not open."""

    volunteer: Volunteer
    contact: Contact | None
    since: datetime
    asked: int
    accepted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A link that was mailed to prove an address."""

    volunteer: Volunteer
    used: bool
    expired: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the roster since `mark`; the next mark misses nothing of it."""

    mark: int
    helpers: Sequence[Helper]
    gone: Sequence[int] = ()
    """Roster numbers of those who are not to be asked any more."""


class Standing(StrEnum):
    """What a confirmation link is good for."""

    UNKNOWN = "unknown"
    READY = "ready"
    EXPIRED = "expired"
    DONE = "done"
    WAITING = "waiting"
    """The address is proven; a person looks whether they are a member already."""
    RESTING = "resting"
    """They are on the roster and not asked now: they paused, or our letters do not arrive."""
