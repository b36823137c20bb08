"""The directory in memory behaves as every one must."""

import pytest

from tests.support.reporting.directory.fakes import FakePartnerReader
from tests.support.reporting.directory.store_contract import Directory, DirectoryContract
from tests.support.reporting.fakes import FakeStore


class TestFakeDirectory(DirectoryContract):
    @pytest.fixture
    def directory(self) -> Directory:
        store = FakeStore()
        return Directory(store, FakePartnerReader(store))
