"""Notify's page over a fake store: who is signed in, and what there is to see."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI
from typing_extensions import override

from services.notify.app import SERVICE
from services.notify.deliveries.model import DeliveryId
from services.notify.deliveries.use_cases import FollowUpDeliveries
from services.notify.endpoints.use_cases import KeepOwnEndpoints, TryOwnEndpoints
from services.notify.letters.use_cases import keep_letter
from services.notify.partner_news.use_cases.choose import ChooseNews
from services.notify.subscriptions.model import EndpointId
from services.notify.webhooks.use_cases import keep_news
from shared.contracts.words import NoticeChannel, StaffRole
from tests.support.activations import FakeCurrent
from tests.support.notify.building import HELP, NOW, delivery, letter, news
from tests.support.notify.deliveries.fakes import (
    FakeDeliveryLines,
    FakeDueDeliveries,
    FakeEndpointLines,
)
from tests.support.notify.endpoints.fakes import FakeOwnEndpoints
from tests.support.notify.fakes import WakingWorld
from tests.support.notify.partner_news.fakes import FakeNewsOnPage
from tests.support.notify.state import fake_endpoint
from tests.support.notify.webhooks.fakes import FakeWebhookSender
from tests.support.serving import browser_of
from tests.support.web.page_world import StaffPages, app_over_fakes, pages_of
from tests.support.web.staff import cookie_for

HERE = SERVICE.here
CONTACT = HERE.parents[1] / "deploy" / "contact.toml"
ORIGIN = "http://localhost:8080"
NEW_SECRET: Final = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"


@dataclass
class PageWorld(StaffPages, WakingWorld):
    """The application over a fake store."""

    webhook: FakeWebhookSender = field(default_factory=FakeWebhookSender)

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
        follow_up = FollowUpDeliveries(self.store, *lines, self.wake)
        use_cases = [follow_up, *self.of_organisations(follow_up)]
        return app_over_fakes(SERVICE, pages_of(SERVICE), use_cases, self.store.is_closed)

    def of_organisations(self, follow_up: FollowUpDeliveries) -> Sequence[object]:
        """Give what members of organisations do."""
        return (
            KeepOwnEndpoints(
                store=self.store,
                shown=FakeOwnEndpoints(self.store),
                wrong_with=self.wrong_with,
                let_go=follow_up.let_go,
                current=FakeCurrent(HELP),
                new_id=uuid4,
                new_secret=lambda: NEW_SECRET,
                wake=self.wake,
            ),
            TryOwnEndpoints(
                self.store, self.webhook, uuid4, lambda: "say-this", self.now, lambda _: ORIGIN
            ),
            ChooseNews(
                store=self.store,
                shown=FakeNewsOnPage(self.store),
                current=FakeCurrent(HELP),
                new_id=uuid4,
                now=self.now,
                confirm_page=lambda language, token: (
                    f"{ORIGIN}/{language}/uutiset/vahvista/{token}"
                ),
                wake=self.wake,
            ),
        )

    def now(self) -> datetime:
        """Read the fake store's clock."""
        return self.store.state.now

    async def wrong_with(self, url: str) -> str | None:
        """Refuse what a guard would."""
        return None if url.startswith("https://ours.example/") else "forbidden"

    def member_of(self, organisation: UUID) -> AbstractAsyncContextManager[httpx.AsyncClient]:
        """Give the browser of a member."""
        cookie = cookie_for(StaffRole.PARTNER_MEMBER, organisation=organisation)
        return browser_of(self.app(), cookie)

    async def own_endpoint(self, organisation: UUID, *, is_checked: bool = True) -> EndpointId:
        """Keep an endpoint of an organisation."""
        endpoint = fake_endpoint("request.created", "request.closed", organisation=organisation)
        endpoint.url = "https://ours.example/hook"
        if not is_checked:
            endpoint.enabled, endpoint.checked_at = False, None
        self.store.state.endpoints[endpoint.id] = endpoint
        return endpoint.id

    async def add_own_news(self, endpoint: EndpointId, reason: str | None = None) -> DeliveryId:
        """Keep news for an organisation's endpoint, given up if there is a reason."""
        item = delivery(NoticeChannel.WEBHOOK)
        async with self.store.begin() as work:
            await keep_news(work, item, endpoint, news(item.event_id))
        if reason:
            (claim,) = await FakeDueDeliveries(self.store).claim_calls(1)
            async with self.store.begin() as work:
                await work.deliveries.mark_failed(claim, "500", reason)
        return item.id

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
