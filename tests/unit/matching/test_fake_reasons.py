"""The fake reader of reasons behaves as the real one does."""

from datetime import timedelta

import pytest
from typing_extensions import override

from tests.support.matching.fakes import FakeStore
from tests.support.matching.reasons_contract import FakeReasons, Reader, ReasonsContract
from tests.support.matching.store_contract import Ground


class FakeGround(Ground):
    store: FakeStore

    def __init__(self) -> None:
        super().__init__()
        self.store = FakeStore()

    @override
    async def pass_time(self, time: timedelta) -> None:
        self.store.state.now += time


class TestFakeReasons(ReasonsContract):
    @pytest.fixture
    def ground(self) -> Ground:
        return FakeGround()

    @override
    def reasons(self, ground: Ground) -> Reader:
        assert isinstance(ground, FakeGround)
        return FakeReasons(ground.store)
