"""What intake says about a request."""

from uuid import UUID

from services.intake.domain.model import MatchId, NewRequest, Request
from services.intake.domain.words import Closure
from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
)
from shared.contracts.words import SERVICE_LINE_OF, ClosureReason
from shared.messaging.outbox import Announcement, Story


def created(new: NewRequest) -> Announcement:
    """Say that a request came in; a category that reveals health stays behind."""
    plea, category = new.plea, new.plea.category
    data = RequestCreated(
        request_id=new.id,
        service_line=SERVICE_LINE_OF[category],
        category=category if plea.volunteer_allowed else None,
        urgency=plea.urgency,
        municipality=plea.municipality,
        postal_code=plea.postal_code,
        language=plea.language,
        channel=plea.channel,
        on_behalf=plea.on_behalf,
        volunteer_allowed=plea.volunteer_allowed,
    )
    return Story(new.id, plea.municipality).say(f"request/{new.id}", 1, data)


def closing(
    request: Request, closure: Closure, match_id: MatchId | None, cause: UUID | None
) -> tuple[Announcement, Announcement]:
    """Say what ended the request, and that nothing more will happen."""
    story, subject = Story(request.id, request.municipality, cause), f"request/{request.id}"
    reason = ClosureReason(closure)
    end: RequestCancelled | RequestCompleted = RequestCancelled(
        request_id=request.id, reason=reason
    )
    if closure is Closure.COMPLETED:
        end = RequestCompleted(request_id=request.id, match_id=match_id)
    closed = RequestClosed(request_id=request.id, reason=reason)
    return (
        story.say(subject, request.version + 1, end),
        story.say(subject, request.version + 2, closed),
    )
