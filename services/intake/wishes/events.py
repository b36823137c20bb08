"""The commands by which matching hears of a wish."""

from services.intake.requests.model import Request
from services.intake.wishes.model import AssignmentWish, WideningWish, Wish
from shared.contracts.intake import (
    RequestAssignmentRequested,
    RequestReferralRequested,
    RequestWideningRequested,
)
from shared.messaging.outbox import Announcement, Story


def wished(request: Request, wish: Wish) -> Announcement:
    """Say the wish as the request's next event."""
    story = Story(request.id, request.municipality, activation=request.activation)
    return story.say(f"request/{request.id}", request.version + 1, _command(wish))


def _command(
    wish: Wish,
) -> RequestAssignmentRequested | RequestWideningRequested | RequestReferralRequested:
    if isinstance(wish, AssignmentWish):
        ask = wish.ask
        return RequestAssignmentRequested(
            wish_id=wish.id,
            request_id=wish.request_id,
            volunteer_number=ask.volunteer_number,
            staff_id=wish.staff_id,
            manner=ask.manner,
            overrides=ask.overrides,
            override_reason=ask.reason,
        )
    if isinstance(wish, WideningWish):
        return RequestWideningRequested(
            wish_id=wish.id,
            request_id=wish.request_id,
            staff_id=wish.staff_id,
            limits=wish.widening.limits,
            reason=wish.widening.reason,
        )
    return RequestReferralRequested(
        wish_id=wish.id,
        request_id=wish.request_id,
        organisation_id=wish.organisation_id,
        staff_id=wish.staff_id,
        has_consent=wish.has_consent,
    )
