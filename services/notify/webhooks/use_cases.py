"""What partners want to hear is kept, and posted to their endpoints."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from services.notify.deliveries.model import (
    Claim,
    Delivery,
    Outcome,
    Refused,
    Unreadable,
)
from services.notify.deliveries.rules import (
    CALLS,
    RESTS_FOR,
    SILENT_FOR,
    GiveUp,
    Step,
    rest_asked,
    why_not,
)
from services.notify.deliveries.use_cases import LET_GO, conclude
from services.notify.subscriptions.model import EndpointId
from services.notify.subscriptions.ports import Subscriptions
from services.notify.webhooks.model import Links, News
from services.notify.webhooks.ports import (
    NewsWork,
    SendNewsWork,
    WebhookSender,
)
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.work import Store


@dataclass(frozen=True, slots=True)
class SendNews:
    """A crash after sending and before storing sends again, with the same id."""

    store: Store[SendNewsWork]
    webhook: WebhookSender
    jitter: Callable[[], float]

    async def send_news(self, claim: Claim) -> Step:
        """Post one piece of news; an endpoint that is gone, or asks for a rest, gets no more.

        Of one that was removed meanwhile it is put off until it is let go with all the others.
        """
        useless = why_not(claim)
        if useless is not None:
            return await self._conclude(claim, useless)
        async with self.store.begin() as work:
            call = await work.webhooks.call(claim.delivery.id)
        if call is None:
            return await self._conclude(claim, Refused(LET_GO))
        return await self._conclude(claim, await self.webhook(call), call.endpoint)

    async def note_fault(self, claim: Claim) -> Step:
        """Count a try that broke before it came to anything; the last one ends the delivery."""
        return await self._conclude(claim, Unreadable())

    async def _conclude(
        self, claim: Claim, outcome: Outcome, endpoint: EndpointId | None = None
    ) -> Step:
        async with self.store.begin() as work:
            concluded = await conclude(work, claim, outcome, CALLS, self.jitter())
            if endpoint is not None:
                await _note(work.subscriptions, endpoint, outcome, concluded.step)
        return concluded.step


async def _note(
    subscriptions: Subscriptions, endpoint: EndpointId, outcome: Outcome, step: Step
) -> None:
    """Keep what an attempt says of the endpoint itself: gone, silent for days, or asks for rest."""
    if isinstance(step, GiveUp) and step.gone:
        await subscriptions.switch_off(endpoint)
        return
    if isinstance(outcome, Refused):
        await subscriptions.note_silence(endpoint)
    rest = rest_asked(outcome)
    if rest is not None:
        await subscriptions.rest(endpoint, rest, RESTS_FOR)
    if isinstance(step, GiveUp):
        await subscriptions.switch_off_silent(endpoint, SILENT_FOR)


def news_of(event: Envelope[Event], link: str) -> News:
    """Say what is told of an event: that it was, and where to look."""
    return News(event.id, event.type, event.time, event.subject, link)


def link_for(links: Links, event: Envelope[Event], organisation: UUID | None) -> str:
    """Give the page that shows an event to whoever is told: a member, or staff of the network."""
    if organisation is not None:
        return links.own(organisation, event.id)
    request_id: UUID | None = getattr(event.data, "request_id", None)
    return links.timeline(request_id) if request_id else links.reports


async def keep_news(work: NewsWork, delivery: Delivery, endpoint: EndpointId, news: News) -> None:
    """Keep news for one endpoint, due at once; the same event twice is kept once."""
    if await work.deliveries.keep(delivery, news.type, 0, endpoint):
        await work.webhooks.keep(delivery.id, news)
