"""What intake says of a referral: that there is one, and that a member has a link."""

from datetime import datetime
from uuid import UUID

from services.intake.requests.model import Referral, ReferralId, Request
from services.intake.staff.model import StaffId
from shared.contracts.event import Event
from shared.contracts.intake import ReferralLinkIssued, RequestReferred, RequestUpdated
from shared.messaging.outbox import Announcement, Story


def referred(request: Request, referral: Referral, cause: UUID) -> Announcement:
    """Say which organisation was asked."""
    data = RequestReferred(
        request_id=request.id,
        referral_id=referral.referral_id,
        organisation_id=referral.organisation_id,
    )
    return _next(request, data, cause)


def refused(request: Request, referral_id: ReferralId) -> Announcement:
    """Say that whoever asked does not want this organisation's help; another may be asked."""
    data = RequestUpdated(request_id=request.id, changed=(), refused_referral=referral_id)
    return _next(request, data, None)


def link_issued(
    request: Request,
    link: tuple[ReferralId, StaffId, str],
    expires_at: datetime,
    cause: UUID,
) -> Announcement:
    """Say which link opens it, as a hash only."""
    referral_id, staff_id, token_hash = link
    data = ReferralLinkIssued(
        referral_id=referral_id,
        request_id=request.id,
        staff_id=staff_id,
        token_hash=token_hash,
        expires_at=expires_at,
    )
    return _next(request, data, cause)


def _next(request: Request, data: Event, cause: UUID | None) -> Announcement:
    story = Story(request.id, request.municipality, cause, activation=request.activation)
    return story.say(f"request/{request.id}", request.version + 1, data)
