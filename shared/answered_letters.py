"""What was asked of notify is forgotten by who asked once its fate is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol
from uuid import UUID

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.notify import NotificationFailed, NotificationRecalled, NotificationSent
from shared.loops import Loop, Pauses, drain
from shared.messaging.outbox import Story
from shared.messaging.topology import WorkQueue
from shared.work import Publishes, Receives, Store

BATCH: Final = 200
EACH_MINUTE: Final = Pauses(usual=timedelta(minutes=1))
ANSWERS: Final = (NotificationSent.event_type, NotificationFailed.event_type)


class LetterBodies(Protocol):
    """The sealed parts of the letters that were asked for; each method gives how many it emptied.

    Ids, purpose and times stay: the letters still count.
    """

    async def template_of(self, notification_id: UUID) -> str | None:
        """Say what letter it was; None for what another service asked for, or is long past."""
        ...

    async def empty(self, notification_ids: Sequence[UUID]) -> int:
        """Empty the letters whose fate was heard."""
        ...

    async def empty_all_of(self, whose: UUID) -> int:
        """Empty the letters to somebody who is erased."""
        ...

    async def empty_expired(self, limit: int) -> int:
        """Empty some of those that nobody needs any more."""
        ...


class WithLetterBodies(Protocol):
    """A transaction in which letters can be emptied."""

    @property
    def letter_bodies(self) -> LetterBodies:
        """Give the letters as this transaction sees them."""
        ...


class ForgetWork(WithLetterBodies, Receives, Protocol):
    """What forgetting a letter needs of a transaction."""


@dataclass(frozen=True, slots=True)
class ForgetLetters:
    """Not the broker's confirm ends a letter but notify's word: until then it may be asked again.

    In any order and more than once: an emptied letter stays empty. News for partners are answered
    alike, and nothing was kept of them.
    """

    store: Store[ForgetWork]

    async def react_to_letter_ended(
        self, event: Envelope[NotificationSent] | Envelope[NotificationFailed]
    ) -> None:
        """Empty a letter that left, or never will."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.letter_bodies.empty([event.data.notification_id])

    async def forget_expired(self) -> int:
        """Empty some letters that expired unanswered; gives how many."""
        async with self.store.begin() as work:
            return await work.letter_bodies.empty_expired(BATCH)

    def loop(self) -> Loop:
        """Give the loop that looks for expired ones."""
        return Loop("expired_letters", drain(self.forget_expired), EACH_MINUTE)


class RecallWork(WithLetterBodies, Publishes, Protocol):
    """What recalling letters needs of a transaction."""


async def recall_letters(work: RecallWork, story: Story, recall_id: UUID, whose: UUID) -> None:
    """Have no letter to somebody leave or be kept any more, in the transaction that erases them."""
    await work.letter_bodies.empty_all_of(whose)
    recalled = NotificationRecalled(whose=whose)
    await work.publish([story.say(f"recall/{recall_id}", 1, recalled)])


def answers_to(consumer: str, *also: type[Event]) -> WorkQueue:
    """Give the queue by which a service that writes letters hears what became of them.

    `also` is what else it hears of notify.
    """
    return WorkQueue(consumer, "deliveries", (*ANSWERS, *(kind.event_type for kind in also)))
