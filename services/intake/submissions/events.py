"""What intake announces when a request came in."""

from services.intake.submissions.model import NewRequest
from shared.contracts.intake import RequestCreated
from shared.contracts.words import SERVICE_LINE_OF
from shared.messaging.outbox import Announcement, Story


def created(new: NewRequest, person: str | None = None) -> Announcement:
    """Say that a request came in; a category that reveals health stays behind.

    `person` counts the helped person once, and is said here only.
    """
    plea, category = new.plea, new.plea.category
    story = Story(new.id, plea.municipality, activation=new.activation)
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
        min_vetting=plea.min_vetting,
        person=person,
    )
    return story.say(f"request/{new.id}", 1, data)
