"""What matching says of a coordinator's wishes."""

from uuid import UUID

from shared.contracts.ask_words import AssignmentRefusal, ReferralRefusal, WideningRefusal
from shared.contracts.envelope import Envelope
from shared.contracts.matching import (
    RequestAssignmentRefused,
    RequestReferralRefused,
    RequestWidened,
    RequestWideningRefused,
)
from tests.support.intake.requests.building import envelope


def refused(
    request_id: UUID, wish_id: UUID, reason: str = AssignmentRefusal.ASKED_BEFORE
) -> Envelope[RequestAssignmentRefused]:
    """Refuse to ask the volunteer."""
    data = RequestAssignmentRefused(
        wish_id=wish_id, request_id=request_id, volunteer_number=17, reason=reason
    )
    return envelope(f"need/{request_id}", 2, data, request_id)


def widened(request_id: UUID, wish_id: UUID, more: int = 9) -> Envelope[RequestWidened]:
    """Say that so many more may be asked."""
    data = RequestWidened(wish_id=wish_id, request_id=request_id, limits=("radius",), more=more)
    return envelope(f"need/{request_id}", 4, data, request_id)


def widening_refused(
    request_id: UUID, wish_id: UUID, reason: str = WideningRefusal.WIDE_ALREADY
) -> Envelope[RequestWideningRefused]:
    """Refuse to ask more people."""
    data = RequestWideningRefused(wish_id=wish_id, request_id=request_id, reason=reason)
    return envelope(f"need/{request_id}", 5, data, request_id)


def referral_refused(
    request_id: UUID, wish_id: UUID, reason: str = ReferralRefusal.NO_PARTNERS
) -> Envelope[RequestReferralRefused]:
    """Refuse to refer the request."""
    data = RequestReferralRefused(
        wish_id=wish_id, request_id=request_id, organisation_id=UUID(int=9), reason=reason
    )
    return envelope(f"need/{request_id}", 3, data, request_id)
