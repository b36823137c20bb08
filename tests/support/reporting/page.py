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
from shared.sealing.tokens import token_hash
from shared.telemetry.health import Report
from shared.web.app import build_app
from shared.web.sessions import StaffSession
from tests.support.reporting.building import DAY, named
from tests.support.reporting.fakes import FakeFigures, FakeJourneys, FakeStore

HERE = Path(services.reporting.__path__[0])
CONTACT = HERE.parents[1] / "deploy" / "contact.toml"
ORIGIN = "http://localhost:8080"


@dataclass
class PageWorld:
    """The application over a fake store, and who is signed in by which token."""

    store: FakeStore = field(default_factory=FakeStore)
    sessions: dict[str, StaffSession] = field(default_factory=dict)

    async def find_session(self, hashed: str) -> StaffSession | None:
        """Know who signed in here."""
        return self.sessions.get(hashed)

    def sign_in(self, role: StaffRole) -> str:
        """Sign somebody in and give the browser's token."""
        token = f"token-{role}"
        self.sessions[token_hash(token)] = StaffSession(named(role), role)
        return token

    def app(self) -> FastAPI:
        """Build the application as production does."""

        @asynccontextmanager
        async def lifespan(_: FastAPI) -> AsyncIterator[None]:
            yield

        async def ready() -> Report:
            return Report({})

        desk = Desk(
            Showing(FakeFigures(self.store), FakeJourneys(self.store), today=lambda: DAY),
            self.find_session,
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
