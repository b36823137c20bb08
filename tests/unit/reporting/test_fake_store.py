"""The store in memory behaves as every store must."""

import pytest

from tests.support.reporting.fakes import FakeFigures, FakeJourneys, FakeStore
from tests.support.reporting.store_contract import Ground, StoreContract


class TestFakeStore(StoreContract):
    @pytest.fixture
    def ground(self) -> Ground:
        store = FakeStore()
        return Ground(store, FakeFigures(store), FakeJourneys(store))
