"""The fake reader of reasons, and the fake store's reports, behave as the real ones do."""

from collections.abc import Sequence

import pytest
from typing_extensions import override

from services.matching.reasons.ports import Reasons
from shared.contracts.matching import RequestSearchReported
from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.ground import Ground
from tests.support.matching.reasons.fakes import FakeReasons
from tests.support.matching.reasons.reports_contract import ReportsContract
from tests.support.matching.reasons.store_contract import ReasonsContract


class TestFakeReasons(ReasonsContract):
    @pytest.fixture
    def ground(self) -> Ground:
        return FakeGround()

    @override
    def reasons(self, ground: Ground) -> Reasons:
        assert isinstance(ground, FakeGround)
        return FakeReasons(ground.store)


class TestFakeReports(ReportsContract):
    @pytest.fixture
    def ground(self) -> Ground:
        return FakeGround()

    @override
    async def said(self, ground: Ground) -> Sequence[tuple[str, int, RequestSearchReported]]:
        assert isinstance(ground, FakeGround)
        return [
            (item.subject, item.version, item.data)
            for item in ground.store.state.published
            if isinstance(item.data, RequestSearchReported)
        ]
