"""What a coordinator wants matching to do with a request."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.ask_words import (
    AskManner,
    AssignmentRefusal,
    OverrideReason,
    SoftLimit,
    WideningReason,
)
from shared.contracts.event import Event, Open


class RequestAssignmentRequested(Event):
    """A command: a coordinator wants one volunteer asked. Subject `request/<id>`.

    Matching answers with `match.proposed`, with `volunteer.matched` of whoever was asked already
    and said yes on the phone, or with `request.assignment_refused`, naming this wish.
    """

    event_type: ClassVar[str] = "request.assignment_requested"

    wish_id: UUID
    request_id: UUID
    volunteer_number: int = Field(ge=1)
    """The number on the roster; it names nobody outside matching."""
    staff_id: UUID
    manner: Open[AskManner] = AskManner.BESIDE
    """Beside the others also from before it was said."""
    overrides: tuple[Open[AssignmentRefusal], ...] = ()
    """Rules to pass over for this volunteer; only those of `OVERRIDABLE` can be."""
    override_reason: Open[OverrideReason] | None = None


class RequestWideningRequested(Event):
    """A command: a coordinator wants more people asked. Subject `request/<id>`.

    Matching answers with `request.widened` or `request.widening_refused`.
    """

    event_type: ClassVar[str] = "request.widening_requested"

    wish_id: UUID
    request_id: UUID
    staff_id: UUID
    limits: tuple[Open[SoftLimit], ...]
    """Each is passed by one step more."""
    reason: Open[WideningReason]


class RequestReferralRequested(Event):
    """A command: a coordinator wants the request referred to an organisation.

    Subject `request/<id>`. Matching answers with `referral.sent` or `request.referral_refused`.
    """

    event_type: ClassVar[str] = "request.referral_requested"

    wish_id: UUID
    request_id: UUID
    organisation_id: UUID
    """Which one; nothing but zeros where matching is to choose."""
    staff_id: UUID
    has_consent: bool = False
    """Whoever sends it has heard that the person agrees."""
