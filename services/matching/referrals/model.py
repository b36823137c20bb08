"""What a referral is, whom it may go to, and why it goes to nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType
from uuid import UUID

from services.matching.needs.model import RequestId
from services.matching.partners.model import Capacity, OrganisationId, Partner
from shared.contracts.ask_words import ReferralRefusal

ReferralId = NewType("ReferralId", UUID)

ANY: Final = OrganisationId(UUID(int=0))
"""Stands where no organisation is named: matching chooses."""


class ReferralState(StrEnum):
    """How one asking of one organisation stands."""

    SENT = "sent"
    ASKED_BACK = "asked_back"
    """It has a question, and a coordinator has not answered."""
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"
    HANDED_ON = "handed_on"
    RETURNED = "returned"
    """It was accepted and given back to the coordinator."""


UNANSWERED: Final = frozenset({ReferralState.SENT, ReferralState.ASKED_BACK})
HELPING: Final = frozenset({ReferralState.ACCEPTED, ReferralState.IN_PROGRESS})
OPEN: Final = UNANSWERED | HELPING
"""A request has at most one of these."""


class Step(StrEnum):
    """What can be done with a referral."""

    ACCEPT = "accept"
    DECLINE = "decline"
    ASK_BACK = "ask_back"
    ANSWER = "answer"
    BEGIN = "begin"
    """Also: it goes on, and takes longer."""
    COMPLETE = "complete"
    HAND_ON = "hand_on"
    GIVE_BACK = "give_back"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"


class Following(StrEnum):
    """What becomes of the request when a referral of it is over."""

    NEXT = "next"
    """The next organisation is asked; where there is none, a coordinator decides."""
    COORDINATOR = "coordinator"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Referral:
    """One organisation asked about one request; `version` numbers what was said of it."""

    id: ReferralId
    request_id: RequestId
    organisation_id: OrganisationId
    service_line: str
    """As it was said when it was sent."""
    attempt: int
    answer_by: datetime
    state: ReferralState = ReferralState.SENT
    version: int = 1
    wish_id: UUID | None = None
    is_reminded: bool = False
    is_due: bool = False
    """Its time has come by the network's clock: to be reminded of, or to be over."""
    code: str | None = None
    """The reason it ended for, or what was asked back."""
    passes_on: Following | None = None
    """What is still to become of its request; None: nothing."""

    @property
    def subject(self) -> str:
        """Name it as announcements do."""
        return f"referral/{self.id}"

    @property
    def is_open(self) -> bool:
        """Say whether it is not over."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for when an organisation is to be asked about a request."""

    service_line: str
    municipality: str
    language: str
    is_reserved: bool = False
    """Only staff may know what it is: neither its line nor why is said."""
    asked: frozenset[OrganisationId] = frozenset()
    """Who was asked about it before."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one organisation was asked for lately and did not decline, of one line."""

    day: int = 0
    week: int = 0
    month: int = 0


RESERVED: Final = "reserved"
"""Stands for the line of what only staff may know: it is not known here."""


@dataclass(frozen=True, slots=True)
class Loads:
    """What all organisations have in hand, and when each was asked last."""

    of: Mapping[tuple[OrganisationId, str], Load] = field(default_factory=dict)
    """By organisation and line."""
    last_asked: Mapping[OrganisationId, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation as far as choosing needs it."""

    organisation_id: OrganisationId
    is_open: bool
    """It has joined, takes no pause and has not left."""
    lines: frozenset[str]
    municipalities: frozenset[str]
    languages: frozenset[str]
    is_cleared: bool
    """It may know of what only staff may see to."""
    full: frozenset[str] = frozenset()
    """Lines in which nothing more fits into what it said of its capacity."""
    lapsed: frozenset[str] = frozenset()
    """Lines of which what it said holds no more."""
    untold: frozenset[str] = frozenset()
    """Lines of whose capacity it said nothing: it is asked after those that did."""
    last_asked_at: datetime | None = None
    """None: it was never asked."""
    is_reached: bool = True
    """Whether a letter would tell anybody that it is asked."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is asked, and why the others are not, in numbers."""

    chosen: OrganisationId | None
    fitting: int = 0
    refusals: Mapping[ReferralRefusal, int] = field(default_factory=dict)
    """How many organisations were left out for which reason; the first of each counts."""

    @property
    def refusal(self) -> ReferralRefusal:
        """Say in one code why nobody is asked: what most of those were left out for."""
        most = max(self.refusals, key=lambda code: (self.refusals[code], code), default=None)
        return most or ReferralRefusal.NO_PARTNERS


@dataclass(frozen=True, slots=True)
class Room:
    """What one organisation said of its capacity for one line, and what was taken of it."""

    line: str
    capacity: Capacity | None
    """None: it said nothing."""
    taken: int
    left: int | None
    """None where that is not limited, or not told."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One organisation as a coordinator weighs it for a request."""

    partner: Partner
    refusal: ReferralRefusal | None
    """The first reason why matching would not ask it; None: it fits."""
    may_be_named: bool
    """A coordinator who has spoken with it may have it asked all the same."""
    rooms: Sequence[Room]
    reserved: int
    """What it took this week that only staff may know of, where no line of health is looked for."""
    last_asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A referral as its organisation and coordinators see it: nothing personal is known here."""

    referral: Referral
    organisation: str
    """Its name."""
    urgency: str
    municipality: str
    sent_at: datetime
    is_reserved: bool = False
