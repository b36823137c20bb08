"""The values that a request is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

from services.intake.domain.words import Closure, State
from shared.contracts.words import (
    SENSITIVE_CATEGORIES,
    Category,
    Channel,
    Language,
    StaffRole,
    UnmatchedReason,
    Urgency,
)

RequestId = NewType("RequestId", UUID)
MatchId = NewType("MatchId", UUID)
VolunteerId = NewType("VolunteerId", UUID)
DraftId = NewType("DraftId", UUID)
StaffId = NewType("StaffId", UUID)


@dataclass(frozen=True, slots=True)
class Contact:
    """Who asks, where to meet and in their own words; leaves intake only on a page."""

    phone: str = field(repr=False)
    first_name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    street: str = field(default="", repr=False)
    area_note: str = field(default="", repr=False)
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Plea:
    """A request for help that passed validation."""

    category: Category
    urgency: Urgency
    postal_code: str
    municipality: str
    language: Language
    channel: Channel
    on_behalf: bool
    contact: Contact

    @property
    def volunteer_allowed(self) -> bool:
        """Say whether a volunteer may be asked; what reveals health goes to a person."""
        return self.category not in SENSITIVE_CATEGORIES


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A plea about to be stored, with what is decided at that moment."""

    id: RequestId
    reference: str
    plea: Plea
    status_hash: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the one who asked is told; kept sealed for a day, so that a repeat hears the same."""

    reference: str
    status_url: str = field(repr=False)
    state: State = State.RECEIVED


@dataclass(frozen=True, slots=True)
class Submission:
    """One idempotency key as stored: hashes only.

    `fingerprint` mixes the key in, so that it cannot be used to guess what was asked.
    """

    key_hash: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What an earlier submission was told; None when that was over a day ago."""

    fingerprint: str
    answer: Answer | None


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
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Matching's latest notice that nobody is left, in numbers that name nobody."""

    version: int
    reason: UnmatchedReason
    considered: int
    asked: int
    declined: int
    at_their_cap: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """One volunteer has the task, and the word both sides know."""

    match_id: MatchId
    code_word: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A request as the coordinator sees it: nothing that points to a person."""

    id: RequestId
    reference: str
    state: State
    category: Category
    urgency: Urgency
    municipality: str
    waiting: timedelta
    unmatched: Unmatched | None


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers of a form being filled in, by field; `answer` once it was sent."""

    id: DraftId
    fields: Mapping[str, str] = field(repr=False)
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Someone who may sign in."""

    id: StaffId
    password_hash: str = field(repr=False)
    role: StaffRole


@dataclass(frozen=True, slots=True)
class Session:
    """A member of staff is signed in with one browser."""

    id: UUID
    session_hash: str
    staff_id: StaffId
    role: StaffRole
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong passwords so far from one place for one name, and how long it still has to wait."""

    failures: int
    wait: timedelta
