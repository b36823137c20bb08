"""The values that matching is made of."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

from services.matching.domain.words import MatchState, NeedState, VolunteerState
from shared.contracts.words import Category, Language, UnmatchedReason, Urgency

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
    series_id: UUID | None = None
    """Needs of one series want the same helper."""
    cause: UUID | None = None
    """The event that made it due; None once it was looked at."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A need whose turn it is to be looked at, with all that was tried so far."""

    need: Need
    waited: timedelta
    """Since matching first heard of it."""
    open_now: int = 0
    """Proposals that wait for an answer."""
    asked: frozenset[int] = frozenset()
    """Roster numbers of all who were ever asked about it."""
    declined: int = 0
    blocked: frozenset[int] = frozenset()
    """Roster numbers of those who must not meet this person."""
    usual: int | None = None
    """The roster number of who helped the time before in the same series."""


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
