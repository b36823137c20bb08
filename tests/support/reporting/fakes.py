"""Reporting's transactions in memory, composed of its rooms as the real ones are."""

from shared.web.sessions import StaffSession
from tests.support.reporting.event_log.fakes import FakeEventLog
from tests.support.reporting.figures.fakes import FakeProjections
from tests.support.reporting.state import FakeState
from tests.support.web.staff import FakeSessions
from tests.support.work import FakeTransaction, MemoryStore


class FakeWork(FakeTransaction[FakeState]):
    """One transaction in memory."""

    @property
    def event_log(self) -> FakeEventLog:
        return FakeEventLog(self.state)

    @property
    def figures(self) -> FakeProjections:
        return FakeProjections(self.state)

    @property
    def sessions(self) -> FakeSessions:
        return self.state.sessions


class FakeStore(MemoryStore[FakeState, FakeWork]):
    """Facts in memory."""

    def __init__(self) -> None:
        super().__init__(FakeState(), FakeWork)

    async def find_session(self, hashed: str) -> StaffSession | None:
        return await self.state.sessions.find(hashed)
