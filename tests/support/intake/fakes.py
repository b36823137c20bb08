"""Intake's store in memory, composed of its rooms; `StoreContract` keeps it honest."""

import asyncio
import copy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.support.intake.board.reports import FakeSearchReports
from tests.support.intake.contact_access.fakes import FakeContacts
from tests.support.intake.request_form.fakes import FakeDrafts
from tests.support.intake.requests.fakes import FakeRequests
from tests.support.intake.staff.fakes import FakeStaff
from tests.support.intake.state import FakeState
from tests.support.intake.submissions.fakes import FakeSubmissions
from tests.support.intake.wishes.fakes import FakeWishes
from tests.support.work import FakeTransaction


class FakeWork(FakeTransaction[FakeState]):
    """One transaction in memory."""

    @property
    def requests(self) -> FakeRequests:
        return FakeRequests(self.state)

    @property
    def submissions(self) -> FakeSubmissions:
        return FakeSubmissions(self.state)

    @property
    def drafts(self) -> FakeDrafts:
        return FakeDrafts(self.state)

    @property
    def contacts(self) -> FakeContacts:
        return FakeContacts(self.state)

    @property
    def staff(self) -> FakeStaff:
        return FakeStaff(self.state)

    @property
    def wishes(self) -> FakeWishes:
        return FakeWishes(self.state)

    @property
    def search_reports(self) -> FakeSearchReports:
        return FakeSearchReports(self.state)


@dataclass
class FakeStore:
    """Requests in memory; transactions come one after the other, an error rolls back."""

    state: FakeState = field(default_factory=FakeState)
    away: Exception | None = None
    """Set it, and the store is as if its database were away."""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[FakeWork]:
        if self.away is not None:
            raise self.away
        async with self._turn:
            work = FakeWork(copy.deepcopy(self.state))
            yield work
            self.state = work.state
