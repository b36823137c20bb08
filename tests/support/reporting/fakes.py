"""Reporting's transactions in memory, composed of its rooms as the real ones are."""

import copy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from shared.web.sessions import StaffSession
from tests.support.reporting.event_log.fakes import FakeEventLog
from tests.support.reporting.figures.fakes import FakeProjections
from tests.support.reporting.state import FakeState
from tests.support.web.staff import FakeSessions
from tests.support.work import FakeTransaction


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


@dataclass
class FakeStore:
    """Facts in memory; an error inside `begin` rolls back."""

    state: FakeState = field(default_factory=FakeState)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[FakeWork]:
        work = FakeWork(copy.deepcopy(self.state))
        yield work
        self.state = work.state

    async def find_session(self, hashed: str) -> StaffSession | None:
        return await self.state.sessions.find(hashed)
