"""What intake announces when a request is corrected."""

from collections.abc import Sequence

from services.intake.requests.model import Request
from services.intake.requests.rules.facts import Facts
from shared.contracts.intake import RequestUpdated
from shared.messaging.outbox import Announcement, Story


def updated(request: Request, changed: Sequence[str], facts: Facts | None) -> Announcement:
    """Say which fields are new, and what matching searches by when that is."""
    names = tuple(changed)
    data = RequestUpdated(request_id=request.id, changed=names)
    if facts is not None:
        data = RequestUpdated(request_id=request.id, changed=names, **facts)
    story = Story(request.id, request.municipality, activation=request.activation)
    return story.say(f"request/{request.id}", request.version + 1, data)
