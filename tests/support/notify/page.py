"""Notify's page over a fake store: who is signed in, and what there is to see."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID

import httpx
from fastapi import FastAPI

from services.notify.app import SERVICE
from services.notify.deliveries.model import DeliveryId
from services.notify.deliveries.use_cases import FollowUpDeliveries
from services.notify.letters.use_cases import keep_letter
from services.notify.webhooks.use_cases import keep_news
from shared.contracts.words import NoticeChannel, StaffRole
from shared.telemetry.health import Readiness
from shared.web.app import build_app
from shared.web.use_cases import provide
from tests.support.notify.building import NOW, delivery, letter, news
from tests.support.notify.deliveries.fakes import (
    FakeDeliveryLines,
    FakeDueDeliveries,
    FakeEndpointLines,
)
from tests.support.notify.fakes import FakeStore
from tests.support.notify.state import fake_endpoint

HERE = SERVICE.here
CONTACT = HERE.parents[1] / "deploy" / "contact.toml"
ORIGIN = "http://localhost:8080"


@dataclass
class PageWorld:
    """The application over a fake store."""

    store: FakeStore = field(default_factory=FakeStore)
    woken: int = 0

    @property
    def deliveries(self) -> FakeDeliveryLines:
        """Read what the page lists."""
        return FakeDeliveryLines(self.store)

    def wake(self) -> None:
        """Count the wake-ups."""
        self.woken += 1

    def sign_in(self, role: StaffRole) -> dict[str, str]:
        """Give the headers of a signed-in browser."""
        return {"cookie": f"porukalla={self.store.state.sessions.sign_in(role)}"}

    def app(self) -> FastAPI:
        """Build the application as production does."""

        @asynccontextmanager
        async def lifespan(_: FastAPI) -> AsyncIterator[None]:
            yield

        app = build_app(
            title="notify",
            lifespan=lifespan,
            routers=SERVICE.routers,
            readiness=Readiness({}).report,
            pages=SERVICE.pages(CONTACT),
            secure=False,
        )
        lines = self.deliveries, FakeEndpointLines(self.store)
        use_cases = [FollowUpDeliveries(self.store, *lines, self.wake)]
        provide(app, use_cases, self.store.find_session)
        return app

    @asynccontextmanager
    async def browser(
        self, role: StaffRole | None = StaffRole.COORDINATOR
    ) -> AsyncIterator[httpx.AsyncClient]:
        """Give a client that behaves as a signed-in browser does."""
        headers = {"sec-fetch-site": "same-origin", **(self.sign_in(role) if role else {})}
        transport = httpx.ASGITransport(self.app())
        async with httpx.AsyncClient(
            transport=transport, base_url=ORIGIN, headers=headers
        ) as client:
            yield client

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
