"""What is said of a call that nobody answered: when it rang, and nothing of who did."""

from services.intake.missed_calls.model import Returned, Unanswered
from shared.contracts.intake import CallMissed, CallMissedReturned
from shared.contracts.words import Channel
from shared.messaging.outbox import Announcement, Story


def unanswered(call: Unanswered, home: str) -> Announcement:
    """Say that nobody answered; where whoever rang is nobody knows, so it is of the own town."""
    data = CallMissed(
        call_id=call.id,
        rang_at=call.rang_at,
        in_hours=call.in_hours,
        channel=Channel.PHONE,
    )
    story = Story(call.id, home, activation=call.activation)
    return story.say(f"call/{call.id}", 1, data)


def returned(back: Returned) -> Announcement:
    """Say that they were spoken to since."""
    story = Story(back.id, activation=back.activation)
    return story.say(f"call/{back.id}", 2, CallMissedReturned(call_id=back.id))
