"""The store in memory behaves as every store must."""

import pytest

from tests.support.reporting.event_log.fakes import FakeJourneys
from tests.support.reporting.event_log.store_contract import EventLogContract
from tests.support.reporting.fakes import FakeStore
from tests.support.reporting.figures.fakes import FakeFigures
from tests.support.reporting.figures.store_contract import FiguresContract
from tests.support.reporting.stories import Ground


class TestFakeStore(FiguresContract, EventLogContract):
    @pytest.fixture
    def ground(self) -> Ground:
        store = FakeStore()
        return Ground(store, FakeFigures(store), FakeJourneys(store))
