"""Take in what a person must be told, and send it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.notify.deliveries.model import (
    Claim,
    Delivery,
    DeliveryId,
    Outcome,
    Rejected,
)
from services.notify.deliveries.rules import LETTERS, Step
from services.notify.deliveries.use_cases import conclude, delivery_of
from services.notify.letters.model import Letter, Mail
from services.notify.letters.ports import (
    KeepLetterWork,
    LetterWork,
    MailSender,
    OpenNotice,
    Renderer,
    SendLetterWork,
)
from shared.contracts.envelope import Envelope
from shared.contracts.event import known
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Language, NoticeChannel
from shared.messaging.errors import PermanentError
from shared.work import Store


class UnsupportedChannelError(PermanentError):
    """Nothing here can send by this channel yet."""


@dataclass(frozen=True, slots=True)
class TakeInLetters:
    """The reaction to a request for a letter; `wake` tells the loop that something is due."""

    store: Store[KeepLetterWork]
    open_notice: OpenNotice
    renderer: Renderer
    wake: Callable[[], None]

    async def react_to_notification_requested(self, event: Envelope[NotificationRequested]) -> None:
        """Keep the letter, sealed for ourselves; one that could never be written is parked now.

        One that comes emptied is kept without its content: it ends as a failure.
        """
        asked = event.data
        if asked.channel is not NoticeChannel.EMAIL:
            raise UnsupportedChannelError
        letter = self._written(asked) if asked.sealed else None
        identity = DeliveryId(asked.notification_id)
        delivery = delivery_of(event, identity, asked.channel, asked.about)
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            if letter is None:
                await work.deliveries.keep(delivery, asked.template, 1, expires_at=asked.expires_at)
            else:
                await keep_letter(work, delivery, letter, asked.expires_at)
        self.wake()

    def _written(self, asked: NotificationRequested) -> Letter:
        notice = self.open_notice(asked.sealed)
        self.renderer(asked.template, written_in(asked.language), notice.values)
        return Letter(asked.template, asked.language, notice.recipient, notice.values)


@dataclass(frozen=True, slots=True)
class SendLetters:
    """A crash after sending and before storing sends again, with the same id."""

    store: Store[SendLetterWork]
    renderer: Renderer
    mail: MailSender
    jitter: Callable[[], float]

    async def send_letter(self, claim: Claim) -> Step:
        """Mail one letter, unless nobody needs it any more; its content goes with the last try."""
        outcome = await self._try_letter(claim)
        async with self.store.begin() as work:
            concluded = await conclude(work, claim, outcome, LETTERS, self.jitter())
            if concluded.has_ended:
                await work.letters.destroy(claim.delivery.id)
        return concluded.step

    async def _try_letter(self, claim: Claim) -> Outcome:
        if claim.expired:
            return Rejected("expired", "expired")
        async with self.store.begin() as work:
            letter = await work.letters.read(claim.delivery.id)
        if letter is None:
            return Rejected("content_lost", "content_lost")
        language = written_in(letter.language)
        text = self.renderer(letter.template, language, letter.values)
        return await self.mail(Mail(claim.delivery.id, letter.recipient, language, text))


def written_in(language: str) -> Language:
    """Choose a letter's language; who asked for one that has no letters yet is told in Finnish."""
    return known(Language, language) or Language.FINNISH


async def keep_letter(
    work: LetterWork, delivery: Delivery, letter: Letter, expires_at: datetime
) -> None:
    """Keep a letter, due at once; a notification that is known already stays as it is."""
    if await work.deliveries.keep(delivery, letter.template, 1, expires_at=expires_at):
        await work.letters.keep(delivery.id, letter)
