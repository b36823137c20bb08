"""Send one claimed delivery: read, try with no transaction open, then store what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from services.notify.domain.model import Claim, Mail, Outcome, Rejected
from services.notify.domain.retrying import GiveUp, Step
from services.notify.handlers.conclusion import conclude
from services.notify.ports.deliveries import WithDeliveries
from services.notify.ports.letters import MailSender, Renderer, WithLetters
from services.notify.ports.subscriptions import WithSubscriptions
from services.notify.ports.webhooks import WebhookSender, WithWebhooks
from shared.work import Publishes, Store


class SendingWork(
    WithLetters, WithWebhooks, WithDeliveries, WithSubscriptions, Publishes, Protocol
):
    """What sending needs of a transaction."""


@dataclass(frozen=True, slots=True)
class Sending:
    """The two ways out; a crash after sending and before storing sends again, with the same id."""

    store: Store[SendingWork]
    renderer: Renderer
    mail: MailSender
    webhook: WebhookSender
    jitter: Callable[[], float]

    async def send_letter(self, claim: Claim) -> Step:
        """Mail one letter, unless nobody needs it any more; its content goes with the last try."""
        outcome = await self._try_letter(claim)
        async with self.store.begin() as work:
            concluded = await conclude(work, claim, outcome, self.jitter())
            if concluded.has_ended:
                await work.letters.destroy(claim.delivery.id)
        return concluded.step

    async def send_news(self, claim: Claim) -> Step:
        """Post one piece of news to its endpoint; one that is gone gets nothing more."""
        async with self.store.begin() as work:
            call = await work.webhooks.call(claim.delivery.id)
        outcome = await self.webhook(call)
        async with self.store.begin() as work:
            concluded = await conclude(work, claim, outcome, self.jitter())
            if isinstance(concluded.step, GiveUp) and concluded.step.gone:
                await work.subscriptions.switch_off(call.endpoint)
        return concluded.step

    async def _try_letter(self, claim: Claim) -> Outcome:
        if claim.expired:
            return Rejected("expired", "expired")
        async with self.store.begin() as work:
            letter = await work.letters.read(claim.delivery.id)
        if letter is None:
            return Rejected("content_lost", "content_lost")
        text = self.renderer(letter.template, letter.language, letter.values)
        return await self.mail(Mail(claim.delivery.id, letter.recipient, letter.language, text))
