"""Take news in for whoever wants them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.notify.deliveries.model import DeliveryId
from services.notify.deliveries.use_cases import delivery_of
from services.notify.partner_news.model import OwnNews
from services.notify.partner_news.ports import TakeInWork
from services.notify.partner_news.rules import due_at
from services.notify.subscriptions.use_cases import topic_of
from services.notify.webhooks.model import Links
from services.notify.webhooks.use_cases import keep_news, link_for, news_of
from shared.clock import HELSINKI
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.words import NoticeChannel
from shared.work import Store


@dataclass(frozen=True, slots=True)
class TakeInNews:
    """The reaction to what partners may hear; `wake` tells the loops that something is due."""

    store: Store[TakeInWork]
    links: Links
    new_id: Callable[[], UUID]
    wake: Callable[[], None]
    now: Callable[[], datetime]
    """The network's time."""

    async def react_to_partner_event(self, event: Envelope[Event]) -> None:
        """Keep it for each endpoint that wants it, and for each organisation once."""
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            topic = topic_of(event)
            due: dict[UUID, datetime | None] = {}
            for each in await work.subscriptions.subscribers(topic):
                identity = DeliveryId(self.new_id())
                delivery = delivery_of(event, identity, NoticeChannel.WEBHOOK, event.subject_id)
                news = news_of(event, link_for(self.links, event, each.organisation))
                await keep_news(work, delivery, each.endpoint, news)
                if each.organisation is not None:
                    due[each.organisation] = None
            for hearer in await work.partner_news.hearers(topic):
                due[hearer.organisation] = due_at(hearer.form, self.now(), HELSINKI)
            for organisation, moment in due.items():
                await work.partner_news.keep(self._own(event, organisation, moment))
        self.wake()

    def _own(self, event: Envelope[Event], organisation: UUID, moment: datetime | None) -> OwnNews:
        return OwnNews(
            organisation=organisation,
            event_id=event.id,
            type=event.type,
            occurred_at=event.time,
            link=link_for(self.links, event, organisation),
            municipality=event.municipality,
            line=topic_of(event).line,
            due_at=moment,
        )
