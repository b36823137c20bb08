"""A coordinator's wish about a request, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal, NewType
from uuid import UUID

from services.intake.requests.model import Request, RequestId
from services.intake.staff.model import StaffId
from shared.contracts.ask_words import AskManner, OverrideReason

WishId = NewType("WishId", UUID)
OrganisationId = NewType("OrganisationId", UUID)

ASKED: Final = "asked"
"""The answer when it is done as wished; every other answer says why it was not."""
UNDONE: Final = "undone"
"""It was taken back before it left: matching never heard of it."""
ANY_PARTNER: Final = OrganisationId(UUID(int=0))
"""Stands where a request is to be referred and no organisation is named: there are none yet."""


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
class ReferralWish:
    """An organisation should take the request."""

    id: WishId
    request_id: RequestId
    staff_id: StaffId
    organisation_id: OrganisationId


Wish = AssignmentWish | ReferralWish
Step = Literal["wished", "undone"]
"""What is on record of a wish; what matching made of it is in the request's story."""


@dataclass(frozen=True, slots=True)
class SentWish:
    """A wish as the coordinators see it."""

    id: WishId
    volunteer_number: int | None
    """None for a referral."""
    answer: str | None = None
    """`ASKED`, `UNDONE`, or why not: also a code that is not known here; None on its way."""
    manner: AskManner = AskManner.BESIDE
    overrides: tuple[str, ...] = ()
    due_at: datetime | None = None
    """When it leaves; it can be undone until then. None once it has left or was undone."""


@dataclass(frozen=True, slots=True)
class Asking:
    """All that was wished for one request, and who may have heard a volunteer's yes."""

    request: Request
    wishes: tuple[SentWish, ...]
    """Those on their way first, then the newest."""
    staff: tuple[tuple[StaffId, str], ...]
    """Who of the staff may have been on the phone, by name."""


class Outcome(StrEnum):
    """What a wish came to."""

    ON_ITS_WAY = "on_its_way"
    UNKNOWN_REQUEST = "unknown_request"
    NOT_WAITING = "not_waiting"
    """The request is over, or someone helps already."""
    NOT_FOR_VOLUNTEERS = "not_for_volunteers"
