"""A letter never got to who asked: a person tells them another way."""

from typing import Protocol

from services.intake.attention.model import AttentionReason
from services.intake.attention.ports import WithAttention
from services.intake.requests.model import RequestId
from services.intake.requests.ports import WithRequests
from shared.answered_letters import WithLetterBodies
from shared.contracts.envelope import Envelope
from shared.contracts.notify import NotificationFailed


class LostLetterWork(WithLetterBodies, WithRequests, WithAttention, Protocol):
    """What following up a lost letter needs of a transaction."""


async def follow_up_lost_letter(work: LostLetterWork, event: Envelope[NotificationFailed]) -> None:
    """Call a person, unless the request is over: a known non-delivery is not silence.

    The caller has claimed the event; in any order and more than once.
    """
    letter_id = event.data.notification_id
    is_ours = await work.letter_bodies.template_of(letter_id) is not None
    await work.letter_bodies.empty([letter_id])
    if not is_ours:
        return
    request = await work.requests.lock(RequestId(event.data.about))
    if request is not None and request.closure is None:
        await work.attention.call_person(request.id, AttentionReason.LETTER_FAILED)
