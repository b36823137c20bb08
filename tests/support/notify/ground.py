"""A store of notify, and the levers a test needs."""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.notify.deliveries.model import Claim, DeliveryId
from services.notify.deliveries.ports import (
    DeliveryLines,
    DueDeliveries,
    EndpointLines,
    WithDeliveries,
)
from services.notify.endpoints.ports import OwnEndpoints
from services.notify.letters.ports import LetterWork, WithRecalls
from services.notify.letters.use_cases import keep_letter
from services.notify.partner_news.ports import NewsOnPage, WithPartnerNews
from services.notify.subscriptions.model import EndpointId
from services.notify.subscriptions.ports import WithOwnSubscriptions
from services.notify.webhooks.ports import WithWebhooks
from services.notify.webhooks.use_cases import keep_news
from shared.activation import Activation
from shared.contracts.words import NoticeChannel
from shared.web.sessions import WithSessions
from shared.work import Publishes, Receives, Store
from tests.support.notify.building import HELP, delivery, letter, news

FAR = timedelta(days=1)
HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=2)
"""Longer than any lease."""


class Work(
    LetterWork,
    WithRecalls,
    WithWebhooks,
    WithDeliveries,
    WithOwnSubscriptions,
    WithPartnerNews,
    WithSessions,
    Receives,
    Publishes,
    Protocol,
):
    """What all use cases together need of a transaction."""


class Ground(ABC):
    """A store with the levers a test needs."""

    store: Store[Work]
    due: DueDeliveries
    deliveries: DeliveryLines
    endpoints: EndpointLines
    own_endpoints: OwnEndpoints
    on_page: NewsOnPage

    @abstractmethod
    async def now(self) -> datetime:
        """Read the store's clock."""

    @abstractmethod
    async def add_endpoint(
        self, *types: str, name: str = "partner", municipalities: tuple[str, ...] = ()
    ) -> EndpointId:
        """Add an endpoint."""

    async def refuse(self, endpoint: EndpointId) -> None:
        """Let an endpoint take nothing of what is due."""
        for claim in await self.due.claim_calls(100):
            async with self.store.begin() as work:
                await work.deliveries.put_off(claim, "500", HOUR)
                await work.subscriptions.note_silence(endpoint)

    @abstractmethod
    async def pass_time(self, time: timedelta) -> None:
        """Make everything in the store this much older."""

    async def add_letter(
        self,
        expires_in: timedelta = FAR,
        kind: str = NoticeChannel.EMAIL,
        activation: Activation = HELP,
    ) -> DeliveryId:
        """Keep a letter that is due now."""
        item = delivery(kind, activation)
        expires_at = await self.now() + expires_in
        async with self.store.begin() as work:
            await keep_letter(work, item, letter(), expires_at)
        return item.id

    async def add_news(
        self,
        endpoint: EndpointId,
        activation: Activation = HELP,
        about: UUID | None = None,
        place: int = 0,
    ) -> DeliveryId:
        """Keep news that are due now."""
        item = delivery(NoticeChannel.WEBHOOK, activation)
        item = replace(item, about=about or item.about, place=place)
        async with self.store.begin() as work:
            await keep_news(work, item, endpoint, news(item.event_id))
        return item.id

    async def fail_news(self, endpoint: EndpointId) -> DeliveryId:
        """Keep news that are given up."""
        await self.add_news(endpoint)
        (claim,) = await self.due.claim_calls(10)
        async with self.store.begin() as work:
            await work.deliveries.mark_failed(claim, "500", "gave_up")
        return claim.delivery.id

    async def the_letter(self) -> Claim:
        """Claim the one letter that is due."""
        (claim,) = await self.due.claim_of_kind(NoticeChannel.EMAIL, 10)
        return claim
