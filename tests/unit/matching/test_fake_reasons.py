"""The fake reader of reasons behaves as the real one does."""

import pytest
from typing_extensions import override

from services.matching.ports.reasons import Reasons
from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.reasons_contract import FakeReasons, ReasonsContract
from tests.support.matching.store_contract import Ground


class TestFakeReasons(ReasonsContract):
    @pytest.fixture
    def ground(self) -> Ground:
        return FakeGround()

    @override
    def reasons(self, ground: Ground) -> Reasons:
        assert isinstance(ground, FakeGround)
        return FakeReasons(ground.store)
