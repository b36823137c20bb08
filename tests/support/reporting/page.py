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
from shared.telemetry.health import Readiness
from shared.web.app import build_app
from shared.web.pages import PAGES_FILE
from shared.web.use_cases import provide
from tests.support.reporting.building import DAY
from tests.support.reporting.event_log.fakes import FakeJourneys
from tests.support.reporting.fakes import FakeStore
from tests.support.reporting.figures.fakes import FakeFigures

HERE = SERVICE.here
CONTACT = HERE.parents[1] / "deploy" / "contact.toml"
ORIGIN = "http://localhost:8080"


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

        @asynccontextmanager
        async def lifespan(_: FastAPI) -> AsyncIterator[None]:
            yield

        app = build_app(
            title="reporting",
            lifespan=lifespan,
            routers=SERVICE.routers,
            readiness=Readiness({}).report,
            pages=SERVICE.pages(CONTACT, self.pages_file),
            secure=False,
        )
        use_cases = [
            ShowReport(FakeFigures(self.store), today=lambda: DAY),
            ShowTimeline(FakeJourneys(self.store)),
        ]
        provide(app, use_cases, self.store.find_session)
        return app

    @asynccontextmanager
    async def browser(
        self, role: StaffRole | None = StaffRole.COORDINATOR
    ) -> AsyncIterator[httpx.AsyncClient]:
        """Give a client that behaves as a signed-in browser does."""
        cookies = {"porukalla": self.sign_in(role)} if role else {}
        transport = httpx.ASGITransport(self.app())
        async with httpx.AsyncClient(
            transport=transport, base_url=ORIGIN, cookies=cookies
        ) as client:
            yield client
