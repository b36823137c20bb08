"""A coordinator's wish about a request, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal, NewType
from uuid import UUID

from services.intake.requests.model import ReferralConsent, Request, RequestId
from services.intake.staff.model import StaffId
from shared.contracts.ask_words import AskManner, OverrideReason

WishId = NewType("WishId", UUID)
OrganisationId = NewType("OrganisationId", UUID)

ASKED: Final = "asked"
"""The answer when it is done as wished; every other answer says why it was not."""
UNDONE: Final = "undone"
"""It was taken back before it left: matching never heard of it."""
WIDENING: Final = "widening"
"""Stands in the place of a manner where nobody is named: more people are to be asked."""
ANY_PARTNER: Final = OrganisationId(UUID(int=0))
"""Stands where a request is to be referred and matching chooses the organisation."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Which volunteer is meant, in which way, and past which rules of matching."""

    volunteer_number: int
    """On the roster; it names nobody outside matching."""
    manner: AskManner = AskManner.BESIDE
    heard_by: StaffId | None = None
    """Who heard their yes on the phone; None where they are only asked."""
    overrides: tuple[str, ...] = ()
    reason: OverrideReason | None = None


@dataclass(frozen=True, slots=True)
class AssignmentWish:
    """One volunteer should be asked, or have the task."""

    id: WishId
    request_id: RequestId
    staff_id: StaffId
    ask: Ask


@dataclass(frozen=True, slots=True)
class Widening:
    """Which limits of matching the search is to go past, and why; codes."""

    limits: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class WideningWish:
    """More people should be asked."""

    id: WishId
    request_id: RequestId
    staff_id: StaffId
    widening: Widening


@dataclass(frozen=True, slots=True)
class ReferralWish:
    """An organisation should take the request."""

    id: WishId
    request_id: RequestId
    staff_id: StaffId
    organisation_id: OrganisationId
    has_consent: bool = False
    """Whoever wishes it has heard that the person agrees."""


DueWish = AssignmentWish | WideningWish
"""What waits a while before it leaves."""
Wish = DueWish | ReferralWish
Step = Literal["wished", "undone"]
"""What is on record of a wish; what matching made of it is in the request's story."""


@dataclass(frozen=True, slots=True)
class SentWish:
    """A wish as the coordinators see it."""

    id: WishId
    volunteer_number: int | None
    """None for a referral, and where more people are asked."""
    answer: str | None = None
    """`ASKED`, `UNDONE`, or why not: also a code that is not known here; None on its way."""
    manner: AskManner = AskManner.BESIDE
    overrides: tuple[str, ...] = ()
    due_at: datetime | None = None
    """When it leaves; it can be undone until then. None once it has left or was undone."""
    widening: Widening | None = None
    """None where one volunteer is meant, or an organisation."""
    more: int | None = None
    """So many more fit since the search was widened."""


@dataclass(frozen=True, slots=True)
class Asking:
    """All that was wished for one request, and who may have heard a volunteer's yes."""

    request: Request
    wishes: tuple[SentWish, ...]
    """Those on their way first, then the newest."""
    staff: tuple[tuple[StaffId, str], ...]
    """Who of the staff may have been on the phone, by name."""
    consent: ReferralConsent | None = None
    """What the person said last of whether an organisation may be asked; None: nothing."""


class Outcome(StrEnum):
    """What a wish came to."""

    ON_ITS_WAY = "on_its_way"
    UNKNOWN_REQUEST = "unknown_request"
    NOT_WAITING = "not_waiting"
    """The request is over, or someone helps already."""
    NOT_FOR_VOLUNTEERS = "not_for_volunteers"
