"""The fake store behaves as the real one does."""

from datetime import datetime, timedelta

import pytest
from typing_extensions import override

from tests.support.intake.board.fakes import FakeBoardReader
from tests.support.intake.call_list.fakes import FakeCallListReader
from tests.support.intake.fakes import FakeStore
from tests.support.intake.held_requests.fakes import FakeHeldRequestReader
from tests.support.intake.lookups.fakes import FakeLookReader
from tests.support.intake.store_contract import StoreContract
from tests.support.intake.store_world import StoreWorld
from tests.support.intake.submissions.fakes import FakeReception
from tests.support.intake.timelines.fakes import FakeTimelineReader


class FakeWorld(StoreWorld):
    store: FakeStore
    reception: FakeReception
    board: FakeBoardReader
    call_list: FakeCallListReader
    held: FakeHeldRequestReader
    looks: FakeLookReader
    timelines: FakeTimelineReader

    def __init__(self) -> None:
        self.store = FakeStore()
        self.reception, self.board = FakeReception(self.store), FakeBoardReader(self.store)
        self.call_list = FakeCallListReader(self.store)
        self.held = FakeHeldRequestReader(self.store)
        self.looks = FakeLookReader(self.store)
        self.timelines = FakeTimelineReader(self.store)

    @override
    async def now(self) -> datetime:
        return self.store.state.now

    @override
    async def pass_time(self, time: timedelta) -> None:
        self.store.state.now += time

    @override
    async def views(self) -> int:
        return len(self.store.state.views)


class TestFakeStore(StoreContract):
    @pytest.fixture
    def world(self) -> StoreWorld:
        return FakeWorld()
