"""Take in what someone must hear, once, and leave the sending to the loop."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.notify.domain.model import Channel, Delivery, DeliveryId, Letter, News
from services.notify.ports import Renderer, Store
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import NoticeChannel
from shared.messaging.errors import PermanentError
from shared.sealing.notices import Notice

REPORTS: Final = "/fi/raportit"
TIMELINE: Final = "/fi/raportit/pyynto"


class UnsupportedChannelError(PermanentError):
    """Nothing here can send by this channel yet."""


@dataclass(frozen=True, slots=True)
class Receiving:
    """The reactions to events; `wake` tells the loop that something is due."""

    store: Store
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
            await work.keep_letter(delivery, letter, asked.expires_at)
        self.wake()

    async def on_partner_event(self, event: Envelope[Event]) -> None:
        """Keep one piece of news for each endpoint that subscribed to the type."""
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            for endpoint in await work.subscribers(event.type, event.municipality):
                delivery = _delivery(event, DeliveryId(self.new_id()), event.subject_id)
                await work.keep_news(delivery, endpoint, self._news(event))
        self.wake()

    async def on_staff_session_opened(self, event: Envelope[StaffSessionOpened]) -> None:
        """Let the member of staff see the delivery page."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.remember_session(event)

    async def on_staff_session_closed(self, event: Envelope[StaffSessionClosed]) -> None:
        """Show them nothing more."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.forget_session(event)

    def _news(self, event: Envelope[Event]) -> News:
        request_id = getattr(event.data, "request_id", None)
        page = f"{TIMELINE}/{request_id}" if request_id else REPORTS
        return News(event.id, event.type, event.time, event.subject, self.public_url + page)


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
