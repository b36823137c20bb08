"""Notify's page over a fake store: who is signed in, and what there is to see."""

from dataclasses import dataclass, replace
from uuid import UUID

from fastapi import FastAPI
from typing_extensions import override

from services.notify.app import SERVICE
from services.notify.deliveries.model import DeliveryId
from services.notify.deliveries.use_cases import FollowUpDeliveries
from services.notify.letters.use_cases import keep_letter
from services.notify.webhooks.use_cases import keep_news
from shared.contracts.words import NoticeChannel, StaffRole
from tests.support.notify.building import NOW, delivery, letter, news
from tests.support.notify.deliveries.fakes import (
    FakeDeliveryLines,
    FakeDueDeliveries,
    FakeEndpointLines,
)
from tests.support.notify.fakes import WakingWorld
from tests.support.notify.state import fake_endpoint
from tests.support.web.page_world import StaffPages, app_over_fakes, pages_of
from tests.support.web.staff import cookie_for

HERE = SERVICE.here
CONTACT = HERE.parents[1] / "deploy" / "contact.toml"
ORIGIN = "http://localhost:8080"


@dataclass
class PageWorld(StaffPages, WakingWorld):
    """The application over a fake store."""

    @property
    def deliveries(self) -> FakeDeliveryLines:
        """Read what the page lists."""
        return FakeDeliveryLines(self.store)

    @override
    def sign_in(self, role: StaffRole) -> str:
        """Sign somebody in and give the browser's cookie."""
        return cookie_for(role)

    @override
    def app(self) -> FastAPI:
        """Build the application as production does."""
        lines = self.deliveries, FakeEndpointLines(self.store)
        use_cases = [FollowUpDeliveries(self.store, *lines, self.wake)]
        return app_over_fakes(SERVICE, pages_of(SERVICE), use_cases, self.store.is_closed)

    async def add_news(self, kind: str = "request.created", reason: str | None = None) -> UUID:
        """Keep news, given up if there is a reason."""
        endpoint, item = (
            fake_endpoint(kind, name=f"Kumppani {kind}"),
            delivery(NoticeChannel.WEBHOOK),
        )
        self.store.state.endpoints[endpoint.id] = endpoint
        async with self.store.begin() as work:
            await keep_news(work, item, endpoint.id, replace(news(item.event_id), type=kind))
        if reason:
            (claim,) = await FakeDueDeliveries(self.store).claim_calls(1)
            async with self.store.begin() as work:
                await work.deliveries.mark_failed(claim, "500", reason)
        return item.id

    async def hold_news(self, number: int = 2) -> UUID:
        """Keep news for an endpoint that is switched off, and give it."""
        endpoint = fake_endpoint("request.created", name="Poissa")
        self.store.state.endpoints[endpoint.id] = endpoint
        async with self.store.begin() as work:
            await work.subscriptions.switch_off(endpoint.id)
            for _ in range(number):
                item = delivery(NoticeChannel.WEBHOOK)
                await keep_news(work, item, endpoint.id, news(item.event_id))
        return endpoint.id

    async def add_letter(
        self,
        template: str = "proposal",
        response: str | None = None,
        reason: str | None = None,
        kind: str = NoticeChannel.EMAIL,
    ) -> DeliveryId:
        """Keep a letter, failed if there is a reason."""
        item = delivery(kind)
        async with self.store.begin() as work:
            await keep_letter(work, item, replace(letter(), template=template), NOW)
        if response and reason:
            (claim,) = await FakeDueDeliveries(self.store).claim_of_kind(NoticeChannel.EMAIL, 1)
            async with self.store.begin() as work:
                await work.deliveries.mark_failed(claim, response, reason)
        return item.id
