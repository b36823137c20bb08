"""One skeleton for every service: what it opens at its start, and in which order."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

import structlog
from fastapi import APIRouter, FastAPI

from shared.clock import Clock
from shared.contracts.words import Language
from shared.funding.file import FUNDING_FILE, read_funding
from shared.help_lines import HELP_LINES_FILE, read_help_lines
from shared.loops import Loop, probes_of, supervised
from shared.messaging.batch_consumer import BatchHandler
from shared.messaging.lifecycle import Messaging, open_messaging
from shared.messaging.receiver import Handler
from shared.messaging.topology import WorkQueue
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from shared.retention.inventory import read_inventory
from shared.retention.jobs import Job, jobs_of
from shared.retention.loop import retention_loop
from shared.sealing.key_text import KeyText
from shared.service_settings import ServiceSettings
from shared.telemetry import logs, traces
from shared.telemetry.health import Finding, Readiness, Report
from shared.web.addresses import read_addresses
from shared.web.app import Lifespan, build_app
from shared.web.contact import read_contact
from shared.web.pages import PAGES_FILE, THEME_FILE, Pages, open_pages
from shared.web.passes import PassReader
from shared.web.permissions import PERMISSIONS_FILE, read_permissions
from shared.web.server import listening, serve
from shared.web.session_cookies import SessionCookies
from shared.web.sessions import closed_in
from shared.web.use_cases import provide


async def _addresses(plain: Sequence[str]) -> Finding:
    """Tell what was allowed; a person decided it, so that nothing is amiss."""
    return Finding("ok", {"plain": ", ".join(plain)} if plain else {})


SettingsT = TypeVar("SettingsT", bound=ServiceSettings)


@dataclass(frozen=True, slots=True)
class Opened(Generic[SettingsT]):
    """What is open when a service wires its use cases."""

    settings: SettingsT
    pool: Pool
    pages: Pages
    hint: Callable[[], None]
    """Says, after a commit, that events wait in the outbox."""
    clock: Clock = field(default_factory=Clock)


@dataclass(frozen=True, slots=True)
class Wired:
    """A service's use cases, and what calls them beside its pages."""

    use_cases: Sequence[object]
    """What the pages ask for, each by its class."""
    reactions: Mapping[WorkQueue, Handler] = field(default_factory=dict)
    batches: Mapping[WorkQueue, BatchHandler] = field(default_factory=dict)
    loops: Sequence[Loop] = ()


@dataclass(frozen=True, slots=True)
class ByHand:
    """A service of which nothing goes by itself: it hears and does what it is handed."""

    app: FastAPI
    wired: Wired
    pool: Pool
    retention: Loop


@dataclass(slots=True)
class _Running:
    """What exists only while the service runs."""

    messaging: Messaging | None = None
    readiness: Readiness = field(default_factory=lambda: Readiness({}))

    def hint(self) -> None:
        """Tell the relay that events wait; before it runs they just wait."""
        if self.messaging is not None:
            self.messaging.hint()

    async def report(self) -> Report:
        """Say how the service is."""
        return await self.readiness.report()


@dataclass(frozen=True, slots=True)
class Service(Generic[SettingsT]):
    """What tells one service from another; `wire` makes its use cases once the pool is open."""

    name: str
    here: Path
    """Its folder, with a `templates/` in each room that has pages."""
    routers: Sequence[APIRouter]
    wire: Callable[[Opened[SettingsT]], Wired]
    webhooks: APIRouter | None = None
    """What it sends to others' addresses, as its description tells."""

    def build(self, settings: SettingsT) -> FastAPI:
        """Build the application; nothing is opened before its lifespan starts."""
        running, clock = _Running(), Clock()
        shown, jobs = self._shown(settings, clock), self._jobs(settings)

        @asynccontextmanager
        async def lifespan(app: FastAPI) -> AsyncIterator[None]:
            async with AsyncExitStack() as stack:
                opening = open_pool(str(settings.postgres_url), name=self.name, greet=clock.set_by)
                pool = await stack.enter_async_context(opening)
                wired = self.wire(Opened(settings, pool, shown, running.hint, clock))
                messaging = open_messaging(
                    rabbit_url=str(settings.rabbit_url),
                    pool=pool,
                    service=self.name,
                    reactions=wired.reactions,
                    batches=wired.batches,
                )
                running.messaging = await stack.enter_async_context(messaging)
                loops = (*wired.loops, retention_loop(pool, jobs))
                await stack.enter_async_context(supervised(loops))
                provide(app, wired.use_cases, _cookies(settings, pool, clock))
                running.readiness = Readiness(
                    {
                        **running.messaging.probes,
                        **probes_of(loops),
                        "addresses": partial(_addresses, settings.plain_addresses),
                    }
                )
                yield

        return self._app(settings, shown, running, lifespan)

    @asynccontextmanager
    async def by_hand(
        self, settings: SettingsT, clock: Clock, hint: Callable[[], None]
    ) -> AsyncIterator[ByHand]:
        """Open it for whoever sets its clock, hands it what others say, and has it do what is due.

        `hint` is called after a commit that published or stirred. No broker is asked for anything.
        """
        shown, jobs = self._shown(settings, clock), self._jobs(settings)
        async with open_pool(str(settings.postgres_url), name=self.name) as pool:
            wired = self.wire(Opened(settings, pool, shown, hint, clock))
            app = self._app(settings, shown, _Running(), _open_already)
            provide(app, wired.use_cases, _cookies(settings, pool, clock))
            yield ByHand(app, wired, pool, retention_loop(pool, jobs))

    def _shown(self, settings: SettingsT, clock: Clock) -> Pages:
        shown = self.pages(
            settings.contact_file,
            settings.pages_file,
            settings.permissions_file,
            help_lines_file=settings.help_lines_file,
            funding_file=settings.funding_file,
            theme_file=settings.theme_file,
            preview=settings.preview_languages,
        )
        return replace(shown, clock=clock)

    def _jobs(self, settings: SettingsT) -> Sequence[Job]:
        return jobs_of(self.name, self.here, read_inventory(settings.retention_file))

    def _app(
        self, settings: SettingsT, shown: Pages, running: _Running, lifespan: Lifespan
    ) -> FastAPI:
        return build_app(
            title=f"Porukalla: {self.name}",
            lifespan=lifespan,
            routers=self.routers,
            table=shown.permissions.of(self.name),
            readiness=running.report,
            pages=shown,
            secure=settings.is_secure,
            hosts=settings.hosts,
            webhooks=self.webhooks,
        )

    def pages(  # noqa: PLR0913  # the network's files that pages are made of
        self,
        contact_file: Path,
        pages_file: Path = PAGES_FILE,
        permissions_file: Path = PERMISSIONS_FILE,
        *,
        help_lines_file: Path = HELP_LINES_FILE,
        funding_file: Path = FUNDING_FILE,
        theme_file: Path = THEME_FILE,
        preview: Collection[Language] = (),
    ) -> Pages:
        """Read templates, texts, and who may open what."""
        return open_pages(
            rooms={folder.parent.name: folder for folder in self.here.glob("*/templates")},
            texts=[self.name],
            contact=read_contact(contact_file),
            addresses=read_addresses(pages_file),
            permissions=read_permissions(permissions_file),
            help_lines=read_help_lines(help_lines_file),
            funding=read_funding(funding_file),
            theme_file=theme_file,
            preview=preview,
        )

    def run(self, settings: SettingsT) -> None:
        """Serve until told to stop."""
        logs.configure(self.name, settings.log_level)
        traces.configure(self.name)
        if settings.plain_addresses:
            log = structlog.get_logger(__name__)
            log.warning("goes in clear, as was allowed", settings=settings.plain_addresses)
        where = settings.http_host, settings.http_port
        serve(listening(self.build(settings), *where, settings.trusted_proxies))


@asynccontextmanager
async def _open_already(_app: FastAPI) -> AsyncIterator[None]:
    yield


def _cookies(settings: ServiceSettings, pool: Pool, clock: Clock) -> SessionCookies:
    passes = PassReader(KeyText(settings.session_public_keys))
    return SessionCookies(passes, settings.stamps, closed_in(pool), clock.now)
