"""What intake announces when a request ends."""

from collections.abc import Sequence
from uuid import UUID

from services.intake.requests.model import Closure, MatchId, Request, State
from shared.contracts.intake import RequestCancelled, RequestClosed, RequestCompleted
from shared.contracts.words import ClosureReason
from shared.messaging.outbox import Announcement, Story


def closing(
    request: Request, closure: Closure, match_id: MatchId | None, cause: UUID | None
) -> Sequence[Announcement]:
    """Say what ended the request, and that nothing more will happen.

    Of one that a person had from the beginning nobody was told what it is: only that it is over.
    """
    story = Story(request.id, request.municipality, cause, activation=request.activation)
    subject = f"request/{request.id}"
    reason = ClosureReason(closure)
    end: RequestCancelled | RequestCompleted = RequestCancelled(
        request_id=request.id, reason=reason
    )
    if closure is Closure.COMPLETED:
        end = RequestCompleted(request_id=request.id, match_id=match_id)
    closed = RequestClosed(request_id=request.id, reason=reason)
    if request.state is State.ESCALATED:
        return (story.say(subject, request.version + 1, closed),)
    return (
        story.say(subject, request.version + 1, end),
        story.say(subject, request.version + 2, closed),
    )
