"""The values that a match is made of."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from services.matching.domain.words import Category, Language, Urgency, Withdrawal

RequestId = NewType("RequestId", UUID)
MatchId = NewType("MatchId", UUID)
VolunteerId = NewType("VolunteerId", UUID)


@dataclass(frozen=True, slots=True)
class Task:
    """What a request asks for, as far as choosing a helper needs it.

    `category` is None when it would reveal health; `service_line` is the coarse word for it.
    """

    category: Category | None
    service_line: str
    urgency: Urgency
    municipality: str
    postal_code: str
    language: Language
    volunteer_allowed: bool = True


class NeedState(StrEnum):
    """How a need stands."""

    NEW = "new"
    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    UNMATCHED = "unmatched"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Need:
    """A request as matching sees it; `task` is None when only its end was heard so far.

    `version` numbers what matching says about the need itself; 0 means nothing yet.
    """

    request_id: RequestId
    version: int
    state: NeedState
    task: Task | None


class MatchState(StrEnum):
    """How one proposal to one volunteer stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Match:
    """One proposal and what became of it; `late` says that its time to answer is over.

    `version` is the number of its last event.
    """

    id: MatchId
    request_id: RequestId
    volunteer_id: VolunteerId
    attempt: int
    version: int
    state: MatchState
    expires_at: datetime
    late: bool = False
    withdrawal: Withdrawal | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class StandingOffer:
    """What a volunteer is willing to do, where, in which languages and how often."""

    categories: frozenset[Category]
    languages: frozenset[Language]
    areas: frozenset[str]
    """Municipality codes."""
    weekly_cap: int


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Someone who may be asked, with what they have to do already.

    `tasks_this_week` counts tasks accepted in the last seven days and proposals still open.
    """

    id: VolunteerId
    offer: StandingOffer
    tasks_this_week: int = 0
    last_asked_at: datetime | None = None


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
class Reached:
    """A volunteer's contact data and the language they read."""

    contact: Contact
    language: Language


@dataclass(frozen=True, slots=True)
class SignUp:
    """What someone filled in to become a volunteer; it counts once confirmed from their mail."""

    contact: Contact
    offer: StandingOffer
    municipality: str
    language: Language


@dataclass(frozen=True, slots=True)
class Application:
    """A sign-up that waits for its confirmation, or is past it."""

    id: VolunteerId
    sign_up: SignUp | None
    """None once it was confirmed: the data is the volunteer's now."""
    expired: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """How many contact links a volunteer was sent for one match, and how long ago the last."""

    times: int
    since_last: timedelta
