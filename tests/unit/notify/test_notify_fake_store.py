"""The fake store behaves as the real one does."""

from datetime import datetime, timedelta

import pytest
from typing_extensions import override

from services.notify.subscriptions.model import EndpointId
from tests.support.notify.deliveries.fakes import (
    FakeDeliveryLines,
    FakeDueDeliveries,
    FakeEndpointLines,
)
from tests.support.notify.endpoints.fakes import FakeOwnEndpoints
from tests.support.notify.fakes import FakeStore
from tests.support.notify.ground import Ground
from tests.support.notify.partner_news.fakes import FakeNewsOnPage
from tests.support.notify.state import fake_endpoint
from tests.support.notify.store_contract import StoreContract
from tests.support.web.sessions_contract import HearingInMemory


class FakeGround(Ground):
    store: FakeStore

    def __init__(self) -> None:
        self.store = FakeStore()
        self.due = FakeDueDeliveries(self.store)
        self.deliveries = FakeDeliveryLines(self.store)
        self.endpoints = FakeEndpointLines(self.store)
        self.own_endpoints = FakeOwnEndpoints(self.store)
        self.on_page = FakeNewsOnPage(self.store)

    @override
    async def now(self) -> datetime:
        return self.store.state.now

    @override
    async def add_endpoint(
        self, *types: str, name: str = "partner", municipalities: tuple[str, ...] = ()
    ) -> EndpointId:
        endpoint = fake_endpoint(*types, name=name)
        endpoint.municipalities = municipalities
        self.store.state.endpoints[endpoint.id] = endpoint
        return endpoint.id

    @override
    async def pass_time(self, time: timedelta) -> None:
        self.store.state.now += time


class TestFakeStore(StoreContract):
    @pytest.fixture
    def ground(self) -> Ground:
        return FakeGround()


class TestHearingOfSessions(HearingInMemory):
    kind = FakeStore
