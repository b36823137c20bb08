"""One transaction of all rooms in memory; `StoreContract` keeps it honest."""

import asyncio
import copy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from shared.web.sessions import StaffSession
from tests.support.matching.needs.fakes import FakeNeeds
from tests.support.matching.proposals.fakes import FakeMatches, FakeProposals, FakeWaiting
from tests.support.matching.reasons.fakes import FakeProgress
from tests.support.matching.state import FakeState
from tests.support.matching.volunteers.fakes import FakeHelpers, FakeVolunteers
from tests.support.web.staff import FakeSessions
from tests.support.work import FakeTransaction


class FakeWork(FakeTransaction[FakeState]):
    """One transaction in memory."""

    @property
    def proposals(self) -> FakeProposals:
        return FakeProposals(self.state)

    @property
    def matches(self) -> FakeMatches:
        return FakeMatches(self.state)

    @property
    def waiting(self) -> FakeWaiting:
        return FakeWaiting(self.state)

    @property
    def needs(self) -> FakeNeeds:
        return FakeNeeds(self.state)

    @property
    def progress(self) -> FakeProgress:
        return FakeProgress(self.state)

    @property
    def volunteers(self) -> FakeVolunteers:
        return FakeVolunteers(self.state)

    @property
    def helpers(self) -> FakeHelpers:
        return FakeHelpers(self.state)

    @property
    def sessions(self) -> FakeSessions:
        return self.state.sessions


@dataclass
class FakeStore:
    """Transactions one after the other; an error brings the former state back."""

    state: FakeState = field(default_factory=FakeState)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[FakeWork]:
        async with self._lock:
            before = copy.deepcopy(self.state)
            try:
                yield FakeWork(self.state)
            except BaseException:
                self.state = before
                raise

    async def find_session(self, hashed: str) -> StaffSession | None:
        return await self.state.sessions.find(hashed)
