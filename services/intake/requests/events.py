"""What intake announces when a request ends."""

from collections.abc import Sequence
from uuid import UUID

from services.intake.requests.model import Closure, MatchId, Request, State
from services.intake.requests.rules.asked import Asked
from services.intake.requests.rules.facts import facts_of
from shared.contracts.event import Event
from shared.contracts.intake import (
    FeedbackReceived,
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestReopened,
)
from shared.contracts.words import ClosureReason, Helped
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


def reopened(request: Request, asked: Asked, not_for: tuple[str, ...]) -> Announcement:
    """Say that the help did not come, with all that matching searches by."""
    is_allowed = asked.volunteer_allowed
    facts = facts_of(asked, volunteer_allowed=is_allowed, may_be_referred=asked.may_be_referred)
    kept_from = not_for if is_allowed else ()
    return _said_next(request, RequestReopened(request_id=request.id, not_for=kept_from, **facts))


def answered(request: Request, helped: Helped) -> Announcement:
    """Say whether the one who asked got what they needed, and nothing more of it."""
    return _said_next(request, FeedbackReceived(request_id=request.id, helped=helped))


def _said_next(request: Request, data: Event) -> Announcement:
    story = Story(request.id, request.municipality, activation=request.activation)
    return story.say(f"request/{request.id}", request.version + 1, data)
