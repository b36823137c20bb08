"""Take in what someone must hear, once, and leave the sending to the loop."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from services.notify.domain.model import Channel, Delivery, DeliveryId, EndpointId, Letter, News
from services.notify.ports.deliveries import WithDeliveries
from services.notify.ports.letters import Renderer, WithLetters
from services.notify.ports.subscriptions import WithSubscriptions
from services.notify.ports.webhooks import WithWebhooks
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import NoticeChannel
from shared.messaging.errors import PermanentError
from shared.sealing.notices import Notice
from shared.work import Receives, Store

REPORTS: Final = "/fi/raportit"
TIMELINE: Final = "/fi/raportit/pyynto"


class UnsupportedChannelError(PermanentError):
    """Nothing here can send by this channel yet."""


class LetterWork(WithLetters, WithDeliveries, Protocol):
    """What keeping a letter needs of a transaction."""


class NewsWork(WithWebhooks, WithDeliveries, Protocol):
    """What keeping news needs of a transaction."""


class ReceivingWork(
    WithLetters,
    WithWebhooks,
    WithDeliveries,
    WithSubscriptions,
    Receives,
    Protocol,
):
    """What the reactions need of a transaction."""


@dataclass(frozen=True, slots=True)
class Receiving:
    """The reactions to events; `wake` tells the loop that something is due."""

    store: Store[ReceivingWork]
    open_notice: Callable[[str], Notice]
    renderer: Renderer
    public_url: str
    new_id: Callable[[], UUID]
    wake: Callable[[], None]

    async def on_notification_requested(self, event: Envelope[NotificationRequested]) -> None:
        """Keep the letter, sealed for ourselves; one that could never be written is parked now."""
        asked = event.data
        if asked.channel is not NoticeChannel.EMAIL:
            raise UnsupportedChannelError
        notice = self.open_notice(asked.sealed)
        self.renderer(asked.template, asked.language, notice.values)
        letter = Letter(asked.template, asked.language, notice.recipient, notice.values)
        delivery = _delivery(event, DeliveryId(asked.notification_id), asked.about)
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            await keep_letter(work, delivery, letter, asked.expires_at)
        self.wake()

    async def on_partner_event(self, event: Envelope[Event]) -> None:
        """Keep one piece of news for each endpoint that subscribed to the type."""
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            for endpoint in await work.subscriptions.subscribers(event.type, event.municipality):
                delivery = _delivery(event, DeliveryId(self.new_id()), event.subject_id)
                await keep_news(work, delivery, endpoint, self._news(event))
        self.wake()

    def _news(self, event: Envelope[Event]) -> News:
        request_id = getattr(event.data, "request_id", None)
        page = f"{TIMELINE}/{request_id}" if request_id else REPORTS
        return News(event.id, event.type, event.time, event.subject, self.public_url + page)


async def keep_letter(
    work: LetterWork, delivery: Delivery, letter: Letter, expires_at: datetime
) -> None:
    """Keep a letter, due at once; a notification that is known already stays as it is."""
    if await work.deliveries.keep(delivery, letter.template, 1, expires_at=expires_at):
        await work.letters.keep(delivery.id, letter)


async def keep_news(work: NewsWork, delivery: Delivery, endpoint: EndpointId, news: News) -> None:
    """Keep news for one endpoint, due at once; the same event twice is kept once."""
    if await work.deliveries.keep(delivery, news.type, 0, endpoint=endpoint):
        await work.webhooks.keep(delivery.id, news)


def _delivery(event: Envelope[Event], identity: DeliveryId, about: UUID) -> Delivery:
    is_letter = isinstance(event.data, NotificationRequested)
    return Delivery(
        id=identity,
        channel=Channel.EMAIL if is_letter else Channel.WEBHOOK,
        event_id=event.id,
        about=about,
        correlation_id=event.correlationid,
        municipality=event.municipality,
        traceparent=event.traceparent,
    )
