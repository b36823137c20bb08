"""Composition root: the one module that knows every concrete class of notify."""

import random
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI
from uuid_utils.compat import uuid7

from services.notify import queues
from services.notify.handlers.following_up import FollowingUp
from services.notify.handlers.opening import NoticeOpener
from services.notify.handlers.receiving import Receiving
from services.notify.handlers.sending import Sending
from services.notify.senders.dispatcher import Dispatcher
from services.notify.senders.guard import Guard, look_up
from services.notify.senders.rendering import LetterRenderer
from services.notify.senders.smtp import MailServer, SmtpSender
from services.notify.senders.webhook import HttpSender
from services.notify.settings import Settings
from services.notify.store.deliveries import PostgresDeliveryLines, PostgresDueDeliveries
from services.notify.store.postgres import NotifyWork, store_over
from services.notify.store.subscriptions import PostgresEndpointLines
from services.notify.web import Desk, routes
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.loops import Loop, probes_of, supervised
from shared.messaging.dispatch import by_type
from shared.messaging.outbox import Outbox
from shared.messaging.receiving import Handler
from shared.messaging.running import open_messaging
from shared.messaging.topology import WorkQueue
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from shared.sealing.box import Opener
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault
from shared.telemetry.health import Readiness, Report
from shared.web import sessions
from shared.web.app import build_app
from shared.web.contact import read_contact
from shared.web.pages import open_pages
from shared.work import Store

HERE = Path(__file__).parent


def now() -> datetime:
    """Read the clock; everything else is told the time."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Bell:
    """Rings for whoever answers; what rings is built before what answers."""

    answers: list[Callable[[], None]] = field(default_factory=list)

    def ring(self) -> None:
        """Wake them all."""
        for answer in self.answers:
            answer()


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
        title="Porukalla: notify",
        lifespan=lifespan,
        routers=[routes(running.get_desk)],
        readiness=running.report,
        pages=open_pages(
            rooms={},
            templates=[HERE / "templates"],
            locales=[HERE / "locales"],
            contact=read_contact(settings.contact_file),
        ),
        secure=settings.public_url.scheme == "https",
    )


@asynccontextmanager
async def _open(settings: Settings, running: Running) -> AsyncIterator[None]:
    said, due = Bell(), Bell()
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(open_pool(str(settings.postgres_url), name="notify"))
        store = _store(settings, pool, said)
        messaging = await stack.enter_async_context(
            open_messaging(
                rabbit_url=str(settings.rabbit_url),
                pool=pool,
                service="notify",
                reactions=_reactions(_receiving(settings, store, due), store),
            )
        )
        said.answers.append(messaging.hint)
        due_deliveries = PostgresDueDeliveries(pool, per_endpoint=settings.calls_per_endpoint)
        loops = _loops(settings, store, due_deliveries)
        due.answers += [loop.wake for loop in loops]
        await stack.enter_async_context(supervised(loops))
        following_up = FollowingUp(
            store, PostgresDeliveryLines(pool), PostgresEndpointLines(pool), due.ring
        )
        running.desk = Desk(following_up, sessions.find_in(pool))
        running.readiness = Readiness({**messaging.probes, **probes_of(loops)})
        yield


def _store(settings: Settings, pool: Pool, said: Bell) -> Store[NotifyWork]:
    return store_over(
        pool=pool,
        outbox=Outbox("porukalla/notify", now, uuid7),
        vault=Vault(KeyRing.from_text(settings.sealing_keys.get_secret_value())),
        hint=said.ring,
    )


def _receiving(settings: Settings, store: Store[NotifyWork], due: Bell) -> Receiving:
    return Receiving(
        store=store,
        open_notice=NoticeOpener(Opener(settings.private_keys.get_secret_value().split(","))),
        renderer=LetterRenderer(),
        public_url=settings.origin,
        new_id=uuid7,
        wake=due.ring,
    )


def _reactions(receiving: Receiving, store: Store[NotifyWork]) -> dict[WorkQueue, Handler]:
    keeping = sessions.KeepSessions(store)
    return {
        queues.NOTIFICATIONS: receiving.on_notification_requested,
        queues.PARTNER_NEWS: receiving.on_partner_event,
        queues.STAFF_SESSIONS: by_type(
            queues.STAFF_SESSIONS,
            {
                StaffSessionOpened: keeping.on_staff_session_opened,
                StaffSessionClosed: keeping.on_staff_session_closed,
            },
        ),
    }


def _loops(
    settings: Settings, store: Store[NotifyWork], due: PostgresDueDeliveries
) -> Sequence[Loop]:
    sending = Sending(
        store=store,
        renderer=LetterRenderer(),
        mail=SmtpSender(_mail_server(settings), now),
        webhook=HttpSender(_guard(settings), now, ssl.create_default_context()),
        jitter=random.random,
    )
    letters = Dispatcher(due.claim_letters, sending.send_letter, settings.letters_in_flight)
    calls = Dispatcher(due.claim_calls, sending.send_news, settings.calls_in_flight)
    return letters.loop("letters"), calls.loop("webhooks")


def _mail_server(settings: Settings) -> MailServer:
    password = settings.smtp_password
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.smtp_from,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=password.get_secret_value() if password else None,
    )


def _guard(settings: Settings) -> Guard:
    return Guard(look_up, settings.allow_loopback_endpoints, settings.denied_networks)
