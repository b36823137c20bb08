"""What intake announces when a request came in."""

from services.intake.requests.rules.facts import facts_of
from services.intake.submissions.model import NewRequest
from shared.contracts.intake import RequestCreated
from shared.messaging.outbox import Announcement, Story


def created(new: NewRequest, person: str | None = None) -> Announcement:
    """Say that a request came in, and nothing of why no volunteer may know of it.

    `person` counts the helped person once, and is said here only.
    """
    plea = new.plea
    story = Story(new.id, plea.municipality, activation=new.activation)
    data = RequestCreated(
        request_id=new.id,
        channel=plea.channel,
        on_behalf=plea.on_behalf,
        person=person,
        **facts_of(plea, volunteer_allowed=not new.reserved),
    )
    return story.say(f"request/{new.id}", 1, data)
