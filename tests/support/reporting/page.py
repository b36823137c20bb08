"""Reporting's pages over a fake store: who is signed in, and what there is to see."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from fastapi import FastAPI

from services.reporting.app import SERVICE
from services.reporting.reports.use_cases import ShowReport, ShowTimeline
from shared.contracts.words import StaffRole
from shared.web.pages import PAGES_FILE
from tests.support.reporting.building import DAY
from tests.support.reporting.event_log.fakes import FakeJourneys
from tests.support.reporting.fakes import FakeStore
from tests.support.reporting.figures.fakes import FakeFigures
from tests.support.serving import browser_of
from tests.support.web.page_world import app_over_fakes, pages_of

HERE = SERVICE.here
CONTACT = HERE.parents[1] / "deploy" / "contact.toml"


@dataclass
class PageWorld:
    """The application over a fake store."""

    store: FakeStore = field(default_factory=FakeStore)
    pages_file: Path = PAGES_FILE

    def sign_in(self, role: StaffRole) -> str:
        """Sign somebody in and give the browser's token."""
        return self.store.state.sessions.sign_in(role)

    def app(self) -> FastAPI:
        """Build the application as production does, over the fake store."""
        use_cases = [
            ShowReport(FakeFigures(self.store), today=lambda: DAY),
            ShowTimeline(FakeJourneys(self.store)),
        ]
        pages = pages_of(SERVICE, self.pages_file)
        return app_over_fakes(SERVICE, pages, use_cases, self.store.find_session)

    @asynccontextmanager
    async def browser(
        self, role: StaffRole | None = StaffRole.COORDINATOR
    ) -> AsyncIterator[httpx.AsyncClient]:
        """Give a client that behaves as a signed-in browser does."""
        async with browser_of(self.app(), self.sign_in(role) if role else None) as client:
            yield client
