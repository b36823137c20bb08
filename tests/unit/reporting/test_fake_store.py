"""The store in memory behaves as every store must."""

import pytest

from services.reporting.ports import Store
from tests.support.reporting.fakes import FakeStore
from tests.support.reporting.store_contract import StoreContract


class TestFakeStore(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        return FakeStore()
