"""Notify's page over a fake store: who is signed in, and what there is to see."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

import httpx
from fastapi import FastAPI

import services.notify
from services.notify.domain.model import Channel, DeliveryId
from services.notify.handlers.following_up import FollowingUp
from services.notify.handlers.receiving import keep_letter, keep_news
from services.notify.web import Desk, routes
from shared.contracts.words import StaffRole
from shared.telemetry.health import Report
from shared.web.app import build_app
from shared.web.contact import read_contact
from shared.web.pages import open_pages
from tests.support.notify.building import NOW, delivery, letter, news
from tests.support.notify.fakes import (
    FakeDeliveryLines,
    FakeDueDeliveries,
    FakeEndpointLines,
    FakeStore,
    fake_endpoint,
)

HERE = Path(services.notify.__path__[0])
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

        async def ready() -> Report:
            return Report({})

        desk = Desk(
            FollowingUp(self.store, self.deliveries, FakeEndpointLines(self.store), self.wake),
            self.store.find_session,
        )
        return build_app(
            title="notify",
            lifespan=lifespan,
            routers=[routes(lambda: desk)],
            readiness=ready,
            pages=open_pages(
                rooms={},
                templates=[HERE / "templates"],
                locales=[HERE / "locales"],
                contact=read_contact(CONTACT),
            ),
            secure=False,
        )

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
        endpoint, item = fake_endpoint(kind, name=f"Kumppani {kind}"), delivery(Channel.WEBHOOK)
        self.store.state.endpoints[endpoint.id] = endpoint
        async with self.store.begin() as work:
            await keep_news(work, item, endpoint.id, replace(news(item.event_id), type=kind))
        if reason:
            (claim,) = await FakeDueDeliveries(self.store).claim_calls(1)
            async with self.store.begin() as work:
                await work.deliveries.mark_failed(claim, "500", reason)
        return item.id

    async def add_letter(
        self, template: str = "proposal", response: str | None = None, reason: str | None = None
    ) -> DeliveryId:
        """Keep a letter, failed if there is a reason."""
        item = delivery()
        async with self.store.begin() as work:
            await keep_letter(work, item, replace(letter(), template=template), NOW)
        if response and reason:
            (claim,) = await FakeDueDeliveries(self.store).claim_letters(1)
            async with self.store.begin() as work:
                await work.deliveries.mark_failed(claim, response, reason)
        return item.id
