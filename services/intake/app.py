"""Composition root: the one module that knows every concrete class of intake."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from fastapi import FastAPI
from uuid_utils.compat import uuid7

from services.intake import queues
from services.intake.handlers.asking import Asking
from services.intake.handlers.drafting import Drafting
from services.intake.handlers.expiry import Expiry
from services.intake.handlers.following import Following
from services.intake.handlers.hearing import Hearing
from services.intake.handlers.overseeing import Overseeing
from services.intake.handlers.settling import Settling
from services.intake.handlers.signing_in import SigningIn
from services.intake.handlers.visiting import Visiting
from services.intake.handlers.writing import Letters, Links
from services.intake.passwords import Argon2Passwords
from services.intake.ports import Draws
from services.intake.ports.board import Waiting
from services.intake.ports.staff import Passwords
from services.intake.ports.submissions import Reception
from services.intake.ports.work import Work
from services.intake.settings import Settings
from services.intake.store.board import PostgresWaiting
from services.intake.store.postgres import store_over
from services.intake.store.taking_in import PostgresReception
from services.intake.web.desk import Desk
from services.intake.web.routes import ROUTERS
from shared.areas import municipality_of
from shared.contracts.matching import (
    AssignmentCompleted,
    MatchAccessIssued,
    MatchDeclined,
    MatchExpired,
    MatchProposed,
    MatchWithdrawn,
    RequestUnmatched,
    VolunteerMatched,
)
from shared.loops import Loop, Pauses, probes_of, supervised
from shared.messaging.dispatch import by_type
from shared.messaging.outbox import Outbox
from shared.messaging.receiving import Handler
from shared.messaging.running import Messaging, open_messaging
from shared.messaging.topology import WorkQueue
from shared.postgres.pool import open_pool
from shared.sealing.box import seal_for
from shared.sealing.keyring import KeyRing
from shared.sealing.notices import Notice
from shared.sealing.tokens import new_token
from shared.sealing.vault import Vault
from shared.telemetry.health import Readiness, Report
from shared.web import sessions
from shared.web.app import build_app
from shared.web.contact import read_contact
from shared.web.cookies import Cookies
from shared.web.pages import Pages, open_pages
from shared.work import Store

HERE = Path(__file__).parent
CHANCE = Draws(uuid7, new_token, secrets.randbelow)
NOW_AND_THEN = Pauses(usual=timedelta(minutes=10), after_failure=timedelta(minutes=10))

log = structlog.get_logger(__name__)


def now() -> datetime:
    """Read the clock; everything else is told the time."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Running:
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
class Counter:
    """The use cases over one store; tests put a fake behind it."""

    store: Store[Work]
    reception: Reception
    waiting: Waiting
    letters: Letters
    passwords: Passwords
    find_session: sessions.FindSession

    def settling(self) -> Settling:
        """Give what brings a request up to date."""
        return Settling(self.letters, CHANCE)

    def desk(self, *, secure: bool) -> Desk:
        """Give what the pages work with."""
        asking = Asking(self.store, self.reception, self.letters, municipality_code, CHANCE)
        return Desk(
            asking=asking,
            drafting=Drafting(self.store, asking, CHANCE),
            following=Following(self.store, self.settling()),
            visiting=Visiting(self.store, CHANCE),
            signing_in=SigningIn(self.store, self.passwords, now, CHANCE),
            overseeing=Overseeing(self.waiting),
            find_session=self.find_session,
            cookies=Cookies(secure),
        )

    def reactions(self) -> dict[WorkQueue, Handler]:
        """Say which queue feeds which reaction."""
        hearing = Hearing(self.store, self.settling())
        return {
            queues.MATCHES: by_type(
                queues.MATCHES,
                {
                    MatchProposed: hearing.on_match_proposed,
                    MatchDeclined: hearing.on_match_declined,
                    MatchExpired: hearing.on_match_expired,
                    VolunteerMatched: hearing.on_volunteer_matched,
                    MatchAccessIssued: hearing.on_match_access_issued,
                    MatchWithdrawn: hearing.on_match_withdrawn,
                    RequestUnmatched: hearing.on_request_unmatched,
                    AssignmentCompleted: hearing.on_assignment_completed,
                },
            )
        }


def loops(remove_expired: Callable[[], Awaitable[int]]) -> Sequence[Loop]:
    """Say what goes on in the background."""

    async def sweep() -> None:
        log.info("expired rows removed", count=await remove_expired())

    return (Loop("sweep", sweep, NOW_AND_THEN),)


def build(settings: Settings) -> FastAPI:
    """Build the application; nothing is opened before its lifespan starts."""
    running = Running()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with _open(settings, running) as counter:
            app.state.desk = counter.desk(secure=settings.is_secure)
            yield

    return build_app(
        title="Porukalla: intake",
        lifespan=lifespan,
        routers=ROUTERS,
        readiness=running.report,
        pages=pages(settings.contact_file),
        secure=settings.is_secure,
    )


def pages(contact_file: Path) -> Pages:
    """Read templates and texts."""
    return open_pages(
        rooms={},
        templates=[HERE / "templates"],
        locales=[HERE / "locales"],
        contact=read_contact(contact_file),
    )


def letters(settings: Settings) -> Letters:
    """Give what writes to requesters, sealed for notify."""

    def seal(notice: Notice) -> str:
        return seal_for(settings.notify_public_key, notice.to_json())

    return Letters(seal, Links(settings.origin), now, CHANCE)


def municipality_code(postal_code: str) -> str | None:
    """Find the code of a postal code's municipality."""
    found = municipality_of(postal_code)
    return found.code if found else None


@asynccontextmanager
async def _open(settings: Settings, running: Running) -> AsyncIterator[Counter]:
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(open_pool(str(settings.postgres_url), name="intake"))
        outbox, vault = Outbox("porukalla/intake", now, uuid7), _vault(settings)
        counter = Counter(
            store=store_over(pool, outbox, vault, running.hint),
            reception=PostgresReception(pool, outbox, vault, running.hint),
            waiting=PostgresWaiting(pool),
            letters=letters(settings),
            passwords=Argon2Passwords(),
            find_session=sessions.find_in(pool),
        )
        running.messaging = await stack.enter_async_context(
            open_messaging(
                rabbit_url=str(settings.rabbit_url),
                pool=pool,
                service="intake",
                reactions=counter.reactions(),
            )
        )
        in_background = loops(Expiry(counter.store).remove)
        await stack.enter_async_context(supervised(in_background))
        running.readiness = Readiness({**running.messaging.probes, **probes_of(in_background)})
        yield counter


def _vault(settings: Settings) -> Vault:
    return Vault(KeyRing.from_text(settings.sealing_keys.get_secret_value()))
