"""Take in what partners want to hear, and post it to their endpoints."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from services.notify.deliveries.model import Claim, Delivery, DeliveryId, Outcome, Unreadable
from services.notify.deliveries.rules import CALLS, RESTS_FOR, GiveUp, Step, rest_asked, why_not
from services.notify.deliveries.use_cases import conclude, delivery_of
from services.notify.subscriptions.model import EndpointId
from services.notify.webhooks.model import Links, News
from services.notify.webhooks.ports import (
    KeepNewsWork,
    NewsWork,
    SendNewsWork,
    WebhookSender,
)
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.words import NoticeChannel
from shared.work import Store


@dataclass(frozen=True, slots=True)
class TakeInNews:
    """The reaction to what partners may hear; `wake` tells the loop that something is due."""

    store: Store[KeepNewsWork]
    links: Links
    new_id: Callable[[], UUID]
    wake: Callable[[], None]

    async def react_to_partner_event(self, event: Envelope[Event]) -> None:
        """Keep one piece of news for each endpoint that subscribed to the type."""
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            for endpoint in await work.subscriptions.subscribers(event.type, event.municipality):
                identity = DeliveryId(self.new_id())
                delivery = delivery_of(event, identity, NoticeChannel.WEBHOOK, event.subject_id)
                await keep_news(work, delivery, endpoint, self._news(event))
        self.wake()

    def _news(self, event: Envelope[Event]) -> News:
        request_id: UUID | None = getattr(event.data, "request_id", None)
        link = self.links.timeline(request_id) if request_id else self.links.reports
        return News(event.id, event.type, event.time, event.subject, link)


@dataclass(frozen=True, slots=True)
class SendNews:
    """A crash after sending and before storing sends again, with the same id."""

    store: Store[SendNewsWork]
    webhook: WebhookSender
    jitter: Callable[[], float]

    async def send_news(self, claim: Claim) -> Step:
        """Post one piece of news; an endpoint that is gone, or asks for a rest, gets no more."""
        useless = why_not(claim)
        if useless is not None:
            return await self._conclude(claim, useless)
        async with self.store.begin() as work:
            call = await work.webhooks.call(claim.delivery.id)
        return await self._conclude(claim, await self.webhook(call), call.endpoint)

    async def note_fault(self, claim: Claim) -> Step:
        """Count a try that broke before it came to anything; the last one ends the delivery."""
        return await self._conclude(claim, Unreadable())

    async def _conclude(
        self, claim: Claim, outcome: Outcome, endpoint: EndpointId | None = None
    ) -> Step:
        async with self.store.begin() as work:
            concluded = await conclude(work, claim, outcome, CALLS, self.jitter())
            is_gone = isinstance(concluded.step, GiveUp) and concluded.step.gone
            rest = rest_asked(outcome)
            if is_gone and endpoint is not None:
                await work.subscriptions.switch_off(endpoint)
            elif rest is not None and endpoint is not None:
                await work.subscriptions.rest(endpoint, rest, RESTS_FOR)
        return concluded.step


async def keep_news(work: NewsWork, delivery: Delivery, endpoint: EndpointId, news: News) -> None:
    """Keep news for one endpoint, due at once; the same event twice is kept once."""
    if await work.deliveries.keep(delivery, news.type, 0, endpoint):
        await work.webhooks.keep(delivery.id, news)
