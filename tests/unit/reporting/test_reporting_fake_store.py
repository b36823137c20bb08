"""The store in memory behaves as every store must."""

from datetime import timedelta

import pytest
from typing_extensions import override

from services.reporting.projects.use_cases.enter import EnterCounts
from services.reporting.reports.ports import ReportWork
from shared.work import Store
from tests.support.reporting.event_log.fakes import FakeJourneys
from tests.support.reporting.event_log.store_contract import EventLogContract
from tests.support.reporting.fakes import FakeStore
from tests.support.reporting.figures.fakes import FakeFigures
from tests.support.reporting.figures.store_contract import FiguresContract
from tests.support.reporting.jobs.fakes import FakeDueJobs
from tests.support.reporting.jobs.store_contract import JobsContract, Workshop
from tests.support.reporting.projects.store_contract import EnteredCountsContract, entering
from tests.support.reporting.reports.store_contract import ReportsContract
from tests.support.reporting.stories import Ground


class TestFakeStore(FiguresContract, EventLogContract):
    @pytest.fixture
    def ground(self) -> Ground:
        store = FakeStore()
        return Ground(store, FakeFigures(store), FakeJourneys(store))


class TestFakeEnteredCounts(EnteredCountsContract):
    @pytest.fixture
    def at(self) -> EnterCounts:
        return entering(FakeStore())


class TestFakeReports(ReportsContract, JobsContract):
    @pytest.fixture
    def store(self) -> FakeStore:
        return FakeStore()

    @pytest.fixture
    def reports(self, store: FakeStore) -> Store[ReportWork]:
        return store

    @pytest.fixture
    def workshop(self, store: FakeStore) -> Workshop:
        return Workshop(store, FakeDueJobs(store))

    @pytest.fixture(autouse=True)
    def _clock(self, store: FakeStore) -> None:
        self.clock = store

    @override
    async def pass_turn(self, workshop: Workshop) -> None:
        self.clock.state.now += timedelta(minutes=1)
