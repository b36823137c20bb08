"""Composition root: the one module that knows every concrete class of reporting."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from fastapi import FastAPI

from services.reporting.handlers.recording import Recording
from services.reporting.handlers.showing import Showing
from services.reporting.queues import FACTS_QUEUE
from services.reporting.settings import Settings
from services.reporting.store.event_log import PostgresJourneys
from services.reporting.store.figures import PostgresFigures
from services.reporting.store.postgres import store_over
from services.reporting.web.routes import Desk, routes
from shared.messaging.running import open_messaging
from shared.postgres.pool import open_pool
from shared.telemetry.health import Readiness, Report
from shared.web.app import build_app
from shared.web.contact import read_contact
from shared.web.dating import HELSINKI
from shared.web.pages import Pages, open_pages
from shared.web.sessions import find_in

HERE = Path(__file__).parent


def today() -> date:
    """Read the calendar where the help is given; everything else is told the day."""
    return datetime.now(HELSINKI).date()


@dataclass(slots=True)
class Running:
    """What exists only while the service runs."""

    desk: Desk | None = None
    readiness: Readiness | None = None

    def get_desk(self) -> Desk:
        """Give the desk; pages are served only while the service runs."""
        if self.desk is None:
            raise RuntimeError
        return self.desk

    async def report(self) -> Report:
        """Say how the service is; before it runs there is nothing to say."""
        return await self.readiness.report() if self.readiness else Report({})


def build(settings: Settings) -> FastAPI:
    """Build the application; nothing is opened before its lifespan starts."""
    running = Running()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with _open(settings, running):
            yield

    return build_app(
        title="Porukalla: reporting",
        lifespan=lifespan,
        routers=[routes(running.get_desk)],
        readiness=running.report,
        pages=pages_of(settings.contact_file),
        secure=settings.public_url.scheme == "https",
    )


def pages_of(contact_file: Path) -> Pages:
    """Open the templates and texts of this service."""
    return open_pages(
        rooms={},
        templates=[HERE / "templates"],
        locales=[HERE / "locales"],
        contact=read_contact(contact_file),
    )


@asynccontextmanager
async def _open(settings: Settings, running: Running) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(
            open_pool(str(settings.postgres_url), name="reporting")
        )
        store = store_over(pool)
        messaging = await stack.enter_async_context(
            open_messaging(
                rabbit_url=str(settings.rabbit_url),
                pool=pool,
                service="reporting",
                batches={FACTS_QUEUE: Recording(store).on_facts},
            )
        )
        showing = Showing(PostgresFigures(pool), PostgresJourneys(pool), today)
        running.desk = Desk(showing, find_in(pool))
        running.readiness = Readiness(messaging.probes)
        yield
