"""The fake store behaves as the real one does."""

import pytest

from shared.web.sessions import FindSession
from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.fakes import FakeStore
from tests.support.matching.ground import Ground
from tests.support.matching.store_contract import StoreContract
from tests.support.web.sessions_contract import Hear, HearingContract, keeping


class TestFakeStore(StoreContract):
    @pytest.fixture
    def ground(self) -> Ground:
        return FakeGround()


class TestHearingOfSessions(HearingContract):
    @pytest.fixture
    def store(self) -> FakeStore:
        return FakeStore()

    @pytest.fixture
    def hear(self, store: FakeStore) -> Hear:
        return keeping(store)

    @pytest.fixture
    def find(self, store: FakeStore) -> FindSession:
        return store.find_session
