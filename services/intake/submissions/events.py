"""What intake announces when a request came in."""

from services.intake.requests.rules.facts import facts_of
from services.intake.submissions.model import NewRequest
from services.intake.submissions.rules.reserved import may_go_to_partner
from shared.contracts.intake import RequestCreated, RequestEscalated
from shared.messaging.outbox import Announcement, Story


def created(new: NewRequest, person: str | None = None, version: int = 1) -> Announcement:
    """Say that a request came in, and nothing of why no volunteer may know of it.

    `person` counts the helped person once, and is said here only. It is the first that is said of a
    request, unless a person had it before.
    """
    plea = new.plea
    story = Story(new.id, plea.municipality, activation=new.activation)
    data = RequestCreated(
        request_id=new.id,
        channel=plea.channel,
        on_behalf=plea.on_behalf,
        person=person,
        not_for=() if new.reserved else new.not_for,
        again_of=None if new.reserved else plea.again_of,
        **facts_of(
            plea,
            volunteer_allowed=not new.reserved,
            may_be_referred=may_go_to_partner(plea),
        ),
    )
    return story.say(f"request/{new.id}", version, data)


def escalated(new: NewRequest) -> Announcement:
    """Say that somebody is in danger and a person has it: nothing else, and never to matching."""
    story = Story(new.id, new.plea.municipality, activation=new.activation)
    return story.say(f"request/{new.id}", 1, RequestEscalated(request_id=new.id))
