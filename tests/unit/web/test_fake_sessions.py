"""Sessions in memory behave as the real ones do."""

import pytest

from tests.support.web.sessions_contract import SessionsContract
from tests.support.web.staff import FakeSessions


class TestFakeSessions(SessionsContract):
    @pytest.fixture
    def sessions(self) -> FakeSessions:
        return FakeSessions()
