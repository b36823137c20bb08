"""The fake store behaves as the real one does."""

import pytest

from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.fakes import FakeStore
from tests.support.matching.ground import Ground
from tests.support.matching.store_contract import StoreContract
from tests.support.web.sessions_contract import HearingInMemory


class TestFakeStore(StoreContract):
    @pytest.fixture
    def ground(self) -> Ground:
        return FakeGround()


class TestHearingOfSessions(HearingInMemory):
    kind = FakeStore
