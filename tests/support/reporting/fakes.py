"""Reporting's transactions in memory, composed of its rooms as the real ones are."""

from tests.support.fake_store import StaffedStore, StaffedWork
from tests.support.reporting.event_log.fakes import FakeEventLog
from tests.support.reporting.figures.fakes import FakeProjections
from tests.support.reporting.jobs.fakes import FakeJobs
from tests.support.reporting.picture.fakes import FakePictured
from tests.support.reporting.projects.fakes import FakeDirections, FakeEnteredCounts
from tests.support.reporting.reports.fakes import FakeReports
from tests.support.reporting.state import FakeState


class FakeWork(StaffedWork[FakeState]):
    """One transaction in memory."""

    def __init__(self, state: FakeState) -> None:
        """Put every room over the state."""
        super().__init__(state)
        self.directions = FakeDirections(state)
        self.entered_counts = FakeEnteredCounts(state)
        self.event_log = FakeEventLog(state)
        self.figures = FakeProjections(state)
        self.jobs = FakeJobs(state)
        self.reports = FakeReports(state)
        self.views = (FakePictured(state),)


class FakeStore(StaffedStore[FakeState, FakeWork]):
    """Reporting's store in memory."""

    make_state, make_work = FakeState, FakeWork
