"""What intake announces of two requests that belong together."""

from services.intake.requests.model import Request, RequestId
from shared.contracts.intake import RequestLinked, RequestUnlinked
from shared.messaging.outbox import Announcement, Story


def linked(request: Request, other_id: RequestId) -> Announcement:
    """Say as a request's next event that it belongs together with another."""
    return _said_next(request, RequestLinked(request_id=request.id, with_id=other_id))


def unlinked(request: Request, other_id: RequestId) -> Announcement:
    """Say as a request's next event that it does so no more."""
    return _said_next(request, RequestUnlinked(request_id=request.id, with_id=other_id))


def _said_next(request: Request, data: RequestLinked | RequestUnlinked) -> Announcement:
    story = Story(request.id, request.municipality, activation=request.activation)
    return story.say(f"request/{request.id}", request.version + 1, data)
