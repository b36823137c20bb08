"""Take in what a person must be told, and send it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.notify.deliveries.model import (
    Claim,
    Delivery,
    DeliveryId,
    Outcome,
    Rejected,
    Unreadable,
)
from services.notify.deliveries.ports import WithDeliveries
from services.notify.deliveries.rules import LETTERS, Step, why_not
from services.notify.deliveries.use_cases import conclude, delivery_of, recall_deliveries
from services.notify.letters.model import Letter, Mail
from services.notify.letters.ports import (
    EndLetterWork,
    KeepLetterWork,
    LetterWork,
    MailSender,
    OpenNotice,
    ParkedLetters,
    Renderer,
    SendLetterWork,
    WithRecalls,
)
from shared.clock import local_day
from shared.contracts.envelope import Envelope
from shared.contracts.event import known
from shared.contracts.notify import NotificationRecalled, NotificationRequested
from shared.contracts.rights import RightRequested
from shared.contracts.words import OFFERED, Language, NoticeChannel
from shared.messaging.errors import PermanentError
from shared.rights import Known, Record
from shared.work import Store


class UnsupportedChannelError(PermanentError):
    """Nothing here can send by this channel yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeInLetters:
    """The reaction to a request for a letter; `wake` tells the loop that something is due."""

    store: Store[KeepLetterWork]
    open_notice: OpenNotice
    renderer: Renderer
    wake: Callable[[], None]
    now: Callable[[], datetime]
    """The network's time."""

    async def react_to_notification_requested(self, event: Envelope[NotificationRequested]) -> None:
        """Keep the letter, sealed for ourselves; one that could never be written is parked now.

        One that nobody may read any more is kept without its content, which is not opened: its
        key may be gone. It ends as a failure.
        """
        asked = event.data
        if asked.channel is not NoticeChannel.EMAIL:
            raise UnsupportedChannelError
        identity = DeliveryId(asked.notification_id)
        delivery = delivery_of(event, identity, asked.channel, asked.about, asked.whose)
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            is_over = await _is_over(work, asked, self.now())
            letter = None if is_over else self._written(asked)
            is_kept = await work.deliveries.keep(delivery, asked.template, 1, asked.expires_at)
            if is_kept and letter is not None:
                await work.letters.keep(identity, letter)
            if asked.whose is not None and await work.recalls.holds(asked.whose):
                await end_letters_to(work, asked.whose)
        self.wake()

    def _written(self, asked: NotificationRequested) -> Letter:
        notice = self.open_notice(asked.sealed)
        self.renderer(asked.template, written_in(asked.language), notice.values)
        return Letter(asked.template, asked.language, notice.recipient, notice.values)


@dataclass(frozen=True, slots=True)
class DiscardParkedLetters:
    """A letter waits for a human as long as it is of use, and never for somebody who is erased."""

    store: Store[WithRecalls]
    parked: ParkedLetters
    now: Callable[[], datetime]
    """The network's time."""

    async def discard_over(self) -> int:
        """Take away what is over; gives how many."""
        letters, over = await self.parked.all(), set[UUID]()
        async with self.store.begin() as work:
            for event in letters:
                if isinstance(event.data, NotificationRequested) and await _is_over(
                    work, event.data, self.now()
                ):
                    over.add(event.id)
        return await self.parked.discard(over, "expired or recalled") if over else 0


@dataclass(frozen=True, slots=True)
class RecallLetters:
    """Nothing leaves for somebody who is erased, nor is kept of them, also of what comes late.

    A letter that is being handed over right now may still leave.
    """

    store: Store[KeepLetterWork]

    async def react_to_notification_recalled(self, event: Envelope[NotificationRecalled]) -> None:
        """End what waits for them and remember who it is."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.recalls.note(event.data.whose)
                await end_letters_to(work, event.data.whose)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLetters:
    """A crash after sending and before storing sends again, with the same id."""

    store: Store[SendLetterWork]
    renderer: Renderer
    mail: MailSender
    jitter: Callable[[], float]

    async def send_letter(self, claim: Claim) -> Step:
        """Mail one letter, unless nobody needs it any more; its content goes with the last try."""
        return await self._conclude(claim, why_not(claim) or await self._try_letter(claim))

    async def note_fault(self, claim: Claim) -> Step:
        """Count a try that broke before it came to anything; the last one ends the letter."""
        return await self._conclude(claim, Unreadable())

    async def _conclude(self, claim: Claim, outcome: Outcome) -> Step:
        async with self.store.begin() as work:
            concluded = await conclude(work, claim, outcome, LETTERS, self.jitter())
            if concluded.has_ended:
                await work.letters.destroy(claim.delivery.id)
        return concluded.step

    async def _try_letter(self, claim: Claim) -> Outcome:
        async with self.store.begin() as work:
            letter = await work.letters.read(claim.delivery.id)
        if letter is None:
            return Rejected("content_lost", "content_lost")
        language = written_in(letter.language)
        text = self.renderer(letter.template, language, letter.values)
        return await self.mail(Mail(claim.delivery.id, letter.recipient, language, text))


def written_in(language: str) -> Language:
    """Choose a letter's language; who asked for one that has no letters yet is told in Finnish."""
    found = known(Language, language)
    return found if found in OFFERED else Language.FINNISH


async def _is_over(work: WithRecalls, asked: NotificationRequested, now: datetime) -> bool:
    if asked.whose is not None and await work.recalls.holds(asked.whose):
        return True
    return not asked.sealed or asked.expires_at <= now


async def end_letters_to(work: EndLetterWork, whose: UUID) -> None:
    """Destroy what waits for somebody and say so; nobody needs to look after it."""
    for ended in await recall_deliveries(work, whose):
        await work.letters.destroy(ended)


async def letters_to(work: WithDeliveries, asked: RightRequested) -> Known:
    """Say that somebody was written to: what a letter said is kept only until it has left."""
    written = await work.deliveries.written_to(asked.subjects)
    if written is None:
        return Known()
    days = {
        "first": local_day(written.first).isoformat(),
        "last": local_day(written.last).isoformat(),
    }
    return Known([Record("letters", {"letters": str(written.letters), **days})])


async def keep_letter(
    work: LetterWork, delivery: Delivery, letter: Letter, expires_at: datetime
) -> None:
    """Keep a letter, due at once; a notification that is known already stays as it is."""
    if await work.deliveries.keep(delivery, letter.template, 1, expires_at):
        await work.letters.keep(delivery.id, letter)
