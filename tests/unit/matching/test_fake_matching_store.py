"""The fake store behaves as the real one does."""

import pytest

from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.store_contract import Ground, StoreContract


class TestFakeStore(StoreContract):
    @pytest.fixture
    def ground(self) -> Ground:
        return FakeGround()
