"""What one request's page tells: the request, and each thing that was said or done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from services.intake.acts.model import Beside
from services.intake.requests.model import Request

SENT: Final = "sent"
FAILED: Final = "failed"
UNDER_WAY: Final = "under_way"
PROPOSAL: Final = "proposal"
REFERRAL: Final = "referral"
CONSENT: Final = "referral_consent"
"""Somebody's word that an organisation may be asked, or that none may be."""


@dataclass(frozen=True, slots=True)
class Message:
    """What became of one message about a request; its address and its words are not kept."""

    id: UUID
    version: int
    """Numbers what notify said of it: one that failed may be sent again."""
    template: str | None
    """None of news for a partner."""
    channel: str
    ended_at: datetime
    reason: str | None = None
    """A code of why it was given up; None of one that left."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was said or done, in codes."""

    at: datetime
    what: str
    code: str = ""
    fields: tuple[str, ...] = ()
    """What else is known of it, by place."""
    who: str = ""
    """The member of staff who did it; empty where nobody of them did."""


@dataclass(frozen=True, slots=True)
class Line:
    """Entries alike that the page tells by one sentence."""

    entries: Sequence[Entry]

    @property
    def first(self) -> Entry:
        """Give the one that stands for them."""
        return self.entries[0]

    @property
    def last_at(self) -> datetime:
        """Say when the last of them happened."""
        return self.entries[-1].at


@dataclass(frozen=True, slots=True)
class Consent:
    """Who asked agrees that the village's own group reads what they need."""

    who: str
    """The member of staff who asked them."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """A request as its page tells it; nothing in it points to a person."""

    request: Request
    postal_code: str | None
    """None where the address is secret."""
    heard_by: datetime | None
    """By when who asked was told to hear from us."""
    unmatched: str
    """Why it is the coordinator's, by a code; empty where it is not."""
    entries: Sequence[Entry]
    is_for_all: bool = False
    """Any volunteer may know of it: nothing of it is sensitive, and the address is no secret."""
    village: Consent | None = None
    """None where they were not asked, said no, or it was corrected since."""
    is_whole: bool = True
    """False where it is too long, and begins in the middle."""
    linked: Sequence[Beside] = ()
    """What belongs together with it, also what has ended."""
