"""A coordinator's wish about a request, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType
from uuid import UUID

from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId

WishId = NewType("WishId", UUID)
OrganisationId = NewType("OrganisationId", UUID)

ASKED: Final = "asked"
"""The answer when the volunteer is asked; every other answer is the code of a refusal."""


@dataclass(frozen=True, slots=True)
class AssignmentWish:
    """One volunteer should be asked; the number on the roster names nobody outside matching."""

    id: WishId
    request_id: RequestId
    staff_id: StaffId
    volunteer_number: int


@dataclass(frozen=True, slots=True)
class ReferralWish:
    """An organisation should take the request."""

    id: WishId
    request_id: RequestId
    staff_id: StaffId
    organisation_id: OrganisationId


Wish = AssignmentWish | ReferralWish


@dataclass(frozen=True, slots=True)
class SentWish:
    """A wish as the coordinators see it."""

    volunteer_number: int | None
    """None for a referral."""
    answer: str | None
    """`ASKED`, or why not: also a code that is not known here; None while it is on its way."""


class Outcome(StrEnum):
    """What sending a wish came to."""

    SENT = "sent"
    UNKNOWN_REQUEST = "unknown_request"
    NOT_WAITING = "not_waiting"
    """The request is over, or someone helps already."""
    NOT_FOR_VOLUNTEERS = "not_for_volunteers"
