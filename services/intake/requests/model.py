"""What a request is: its state, what matching said of it, who helps, and letters about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from shared.activation import Activation
from shared.contracts.words import Category, Language, Urgency, VettingLevel
from shared.reach_points import ReachPoint


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
    UNMATCHED = "unmatched"
    CLOSED = "closed"


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


RequestId = NewType("RequestId", UUID)
MatchId = NewType("MatchId", UUID)
VolunteerId = NewType("VolunteerId", UUID)


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


@dataclass(frozen=True, slots=True)
class Said:
    """How matching said that a request stands; the greatest number is the newest."""

    number: int
    state: State


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Matching's latest notice that nobody is left, in numbers that name nobody."""

    version: int
    reason: str
    """A code of matching as it came; a later version may have new ones."""
    considered: int
    asked: int
    declined: int
    at_their_cap: int
    number: int | None = None
    """Numbers it among all that was said of the standing; None from before there were numbers."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One volunteer has the task, and the word both sides know."""

    match_id: MatchId
    code_word: str = field(repr=False)
    introduced_as: str = field(default="", repr=False)
    """The first name by which the helper wished to be introduced; empty until they said it."""
    level: VettingLevel = VettingLevel.NONE
    """How well the task demanded that its helper be known, when they took it."""


class ProposalState(StrEnum):
    """How one proposal stands."""

    OPEN = "open"
    DECLINED = "declined"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The newest thing heard of one match."""

    match_id: MatchId
    volunteer_id: VolunteerId
    version: int
    state: ProposalState
    said: Said | None = None
    """How the request stood with it; None from before that was said."""


@dataclass(frozen=True, slots=True)
class Progress:
    """All that matching has said about one request."""

    proposals: Mapping[MatchId, Proposal] = field(default_factory=dict)
    unmatched: Unmatched | None = None
    reopened_after: int | None = None
    """What was said up to this number is from before it was opened again; None: it never was."""


class Template(StrEnum):
    """Notify's names of the letters."""

    RECEIVED = "request_received"
    MATCHED = "request_matched"
    REOPENED = "request_reopened"
    CANCELLED = "request_cancelled"
    STILL_LOOKING = "still_looking"
    ASKED_FOR_YOU = "request_asked_for_you"
    """To the one who is helped: who asked, and how to say no."""
    CHANGED = "request_changed"
    """To them as well: it was corrected or opened again by whoever holds a link."""
    COMPLETED = "request_completed"
    CLOSED = "request_closed"
    """A coordinator ended it; why is said on its page alone."""
    LINK = "request_link"


@dataclass(frozen=True, slots=True)
class RequestLetter:
    """A mail to the requester, with a link to the page of their request."""

    template: Template
    request_id: RequestId
    reference: str
    municipality: str
    activation: Activation
    contact: Contact
    to: ReachPoint
    status_url: str = field(repr=False)
    code_word: str = field(repr=False)
    """Empty of a request from before there was one, until somebody helps."""
    heard_by: datetime | None = None
    """By when they hear from us either way; None where nothing is promised."""

    @property
    def tells_helped(self) -> bool:
        """Say whether it is the one that tells somebody that they were asked for."""
        return self.template is Template.ASKED_FOR_YOU
