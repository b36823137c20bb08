"""What is said of a call that ended: how, and nothing of what was said or by whom."""

from services.intake.calls.model.call import Call, Ending
from services.intake.requests.rules.facts import Facts, facts_of
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.reserved import why_reserved
from shared.contracts.call_words import CallDirection
from shared.contracts.intake import CallLogged
from shared.contracts.words import Channel
from shared.messaging.outbox import Announcement, Story


def logged(call: Call, ending: Ending, seconds: int) -> Announcement:
    """Say that it ended; it belongs to the story of its request, where there is one."""
    plea = ending.plea
    about = _said(plea) if plea else None
    data = CallLogged(
        call_id=call.id,
        direction=call.direction,
        outcome=ending.outcome,
        seconds=seconds,
        channel=plea.channel if plea else channel_of(call.direction),
        service_line=about["service_line"] if about else None,
        category=about["category"] if about else None,
        request_id=ending.request_id,
    )
    story = Story(
        ending.request_id or call.id,
        about["municipality"] if about else None,
        activation=call.activation,
    )
    return story.say(f"call/{call.id}", 1, data)


def channel_of(direction: CallDirection) -> Channel:
    """Say by which channel somebody asks who is on the phone."""
    return Channel.PHONE if direction is CallDirection.INBOUND else Channel.OUTBOUND_CALL


def _said(plea: Plea) -> Facts | None:
    """Give what the request's own event says; of danger that says nothing."""
    if plea.danger:
        return None
    return facts_of(plea, volunteer_allowed=not why_reserved(plea))
