"""The values that matching is made of."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType
from uuid import UUID

from services.matching.domain.words import (
    Category,
    Language,
    MatchState,
    NeedState,
    UnmatchedReason,
    Urgency,
    VolunteerState,
)

RequestId = NewType("RequestId", UUID)
MatchId = NewType("MatchId", UUID)
VolunteerId = NewType("VolunteerId", UUID)


@dataclass(frozen=True, slots=True)
class Need:
    """A request as matching knows it; `version` numbers what was said of `need/<request id>`.

    `category` is None when it would reveal health; `service_line` is the coarse word for it.
    """

    request_id: RequestId
    service_line: str
    category: Category | None
    urgency: Urgency
    municipality: str
    postal_code: str
    language: Language
    volunteer_allowed: bool
    state: NeedState = NeedState.OPEN
    version: int = 0
    reason: UnmatchedReason | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A volunteer as the rule sees one for one need.

    `load` counts tasks accepted in the last seven days and proposals that are open.
    """

    volunteer_id: VolunteerId
    languages: frozenset[Language]
    categories: frozenset[Category]
    areas: frozenset[str]
    weekly_cap: int
    load: int = 0
    asked_before: bool = False
    last_asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """One volunteer asked for one need; `version` numbers what was said of it.

    `lapsed` says that its time is over by the store's clock.
    """

    id: MatchId
    request_id: RequestId
    volunteer_id: VolunteerId
    version: int
    state: MatchState
    expires_at: datetime
    lapsed: bool = False
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class History:
    """How many were asked about a need, and how many of them said no."""

    asked: int = 0
    declined: int = 0


@dataclass(frozen=True, slots=True)
class Contact:
    """Who a volunteer is and how they are reached; leaves matching only sealed."""

    name: str = field(repr=False)
    email: str = field(repr=False)
    phone: str = field(default="", repr=False)

    @property
    def first_name(self) -> str:
        """Give the name a letter greets with."""
        return self.name.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a volunteer is willing to do, where, in which languages and how often."""

    language: Language
    """Of our letters to them."""
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


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A link that was mailed to prove an address."""

    volunteer: Volunteer
    used: bool
    expired: bool
