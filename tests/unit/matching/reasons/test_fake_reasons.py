"""The fake reader of reasons behaves as the real one does."""

import pytest
from typing_extensions import override

from services.matching.reasons.ports import Reasons
from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.ground import Ground
from tests.support.matching.reasons.fakes import FakeReasons
from tests.support.matching.reasons.store_contract import ReasonsContract


class TestFakeReasons(ReasonsContract):
    @pytest.fixture
    def ground(self) -> Ground:
        return FakeGround()

    @override
    def reasons(self, ground: Ground) -> Reasons:
        assert isinstance(ground, FakeGround)
        return FakeReasons(ground.store)
