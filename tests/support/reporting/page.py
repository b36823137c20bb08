"""Reporting's pages over a fake store: who is signed in, and what there is to see."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from fastapi import FastAPI

import services.reporting
from services.reporting.app import pages_of
from services.reporting.handlers.showing import Showing
from services.reporting.web.routes import Desk, routes
from shared.contracts.words import StaffRole
from shared.telemetry.health import Report
from shared.web.app import build_app
from tests.support.reporting.building import DAY
from tests.support.reporting.fakes import FakeFigures, FakeJourneys, FakeStore

HERE = Path(services.reporting.__path__[0])
CONTACT = HERE.parents[1] / "deploy" / "contact.toml"
ORIGIN = "http://localhost:8080"


@dataclass
class PageWorld:
    """The application over a fake store."""

    store: FakeStore = field(default_factory=FakeStore)

    def sign_in(self, role: StaffRole) -> str:
        """Sign somebody in and give the browser's token."""
        return self.store.state.sessions.sign_in(role)

    def app(self) -> FastAPI:
        """Build the application as production does."""

        @asynccontextmanager
        async def lifespan(_: FastAPI) -> AsyncIterator[None]:
            yield

        async def ready() -> Report:
            return Report({})

        desk = Desk(
            Showing(FakeFigures(self.store), FakeJourneys(self.store), today=lambda: DAY),
            self.store.find_session,
        )
        return build_app(
            title="reporting",
            lifespan=lifespan,
            routers=[routes(lambda: desk)],
            readiness=ready,
            pages=pages_of(CONTACT),
            secure=False,
        )

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
