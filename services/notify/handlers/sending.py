"""Send one claimed delivery: read, try with no transaction open, then store what came of it."""

from collections.abc import Callable
from dataclasses import dataclass

from services.notify.domain.model import Channel, Claim, Mail, Outcome, Rejected
from services.notify.domain.retrying import Again, Done, GiveUp, Step, next_step
from services.notify.ports import MailSender, Renderer, Store, WebhookSender, Work
from shared.contracts.notify import NotificationFailed, NotificationSent
from shared.contracts.words import NoticeChannel
from shared.messaging.outbox import Announcement


@dataclass(frozen=True, slots=True)
class Sending:
    """The two ways out; a crash after sending and before storing sends again, with the same id."""

    store: Store
    renderer: Renderer
    mail: MailSender
    webhook: WebhookSender
    jitter: Callable[[], float]

    async def send_letter(self, claim: Claim) -> Step:
        """Mail one letter, unless nobody needs it any more; its content goes with the last try."""
        return await self._conclude(claim, await self._try_letter(claim))

    async def send_news(self, claim: Claim) -> Step:
        """Post one piece of news to its endpoint."""
        async with self.store.begin() as work:
            call = await work.call(claim.delivery.id)
        return await self._conclude(claim, await self.webhook(call))

    async def _try_letter(self, claim: Claim) -> Outcome:
        if claim.expired:
            return Rejected("expired", "expired")
        async with self.store.begin() as work:
            letter = await work.letter(claim.delivery.id)
        if letter is None:
            return Rejected("content_lost", "content_lost")
        text = self.renderer(letter.template, letter.language, letter.values)
        return await self.mail(Mail(claim.delivery.id, letter.recipient, letter.language, text))

    async def _conclude(self, claim: Claim, outcome: Outcome) -> Step:
        step = next_step(claim.delivery.channel, claim.tries, outcome, self.jitter())
        async with self.store.begin() as work:
            match step:
                case Again(response, delay):
                    await work.put_off(claim, response, delay)
                case Done(response):
                    await _end(work, claim, await work.mark_sent(claim, response), None)
                case GiveUp(response, reason, gone):
                    if gone:
                        await work.switch_off_endpoint(claim.delivery.id)
                    version = await work.mark_failed(claim, response, reason)
                    await _end(work, claim, version, reason)
        return step


async def _end(work: Work, claim: Claim, version: int | None, reason: str | None) -> None:
    """Say the end, unless a later attempt has taken over: then the end is that one's to say."""
    if version is None:
        return
    if claim.delivery.channel is Channel.EMAIL:
        await work.destroy_letter(claim.delivery.id)
    await work.publish([_announcement(claim, version, reason)])


def _announcement(claim: Claim, version: int, reason: str | None) -> Announcement:
    delivery = claim.delivery
    return Announcement(
        subject=f"notification/{delivery.id}",
        version=version,
        data=_sent(claim) if reason is None else _failed(claim, reason),
        correlation_id=delivery.correlation_id,
        causation_id=delivery.event_id,
        municipality=delivery.municipality,
    )


def _sent(claim: Claim) -> NotificationSent:
    return NotificationSent(
        notification_id=claim.delivery.id,
        channel=NoticeChannel(claim.delivery.channel),
        about=claim.delivery.about,
        attempts=claim.attempt,
    )


def _failed(claim: Claim, reason: str) -> NotificationFailed:
    return NotificationFailed(
        notification_id=claim.delivery.id,
        channel=NoticeChannel(claim.delivery.channel),
        about=claim.delivery.about,
        reason=reason,
        attempts=claim.attempt,
    )
