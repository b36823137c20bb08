"""A letter never got to who asked: a person tells them another way."""

from dataclasses import dataclass
from typing import Protocol

from services.intake.attention.model import AttentionReason
from services.intake.attention.ports import WithAttention
from services.intake.requests.model import RequestId
from services.intake.requests.ports import WithRequests
from shared.answered_letters import ForgetWork
from shared.contracts.envelope import Envelope
from shared.contracts.notify import NotificationFailed
from shared.work import Store


class LostLetterWork(ForgetWork, WithRequests, WithAttention, Protocol):
    """What following up a lost letter needs of a transaction."""


@dataclass(frozen=True, slots=True)
class ReactToLostLetters:
    """A known non-delivery is not silence."""

    store: Store[LostLetterWork]

    async def react_to_notification_failed(self, event: Envelope[NotificationFailed]) -> None:
        """Call a person, unless the request is over; in any order and more than once."""
        letter_id = event.data.notification_id
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            is_ours = await work.letter_bodies.template_of(letter_id) is not None
            await work.letter_bodies.empty([letter_id])
            if is_ours:
                await _call(work, RequestId(event.data.about))


async def _call(work: LostLetterWork, about: RequestId) -> None:
    request = await work.requests.lock(about)
    if request is not None and request.closure is None:
        await work.attention.call_person(request.id, AttentionReason.LETTER_FAILED)
