"""Composition root: the one module that knows every concrete class of notify."""

import random
import ssl
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from uuid_utils.compat import uuid7

from services.notify import queues
from services.notify.deliveries import pages
from services.notify.deliveries.adapters import Dispatcher
from services.notify.deliveries.store import (
    PostgresDeliveryLines,
    PostgresDueDeliveries,
    PostgresEndpointLines,
)
from services.notify.deliveries.use_cases import FollowUpDeliveries
from services.notify.letters.adapters.opener import NoticeOpener
from services.notify.letters.adapters.parked import BrokerParkedLetters
from services.notify.letters.adapters.renderer import LastLines, LetterRenderer
from services.notify.letters.adapters.smtp import MailServer, SmtpSender
from services.notify.letters.use_cases import (
    DiscardParkedLetters,
    RecallLetters,
    SendLetters,
    TakeInLetters,
)
from services.notify.settings import Settings
from services.notify.webhooks.adapters.guard import Guard, look_up
from services.notify.webhooks.adapters.webhook import HttpSender
from services.notify.webhooks.model import Links
from services.notify.webhooks.use_cases import SendNews, TakeInNews
from services.notify.work import NotifyWork, store_over
from shared.contracts.intake import StaffSessionClosed
from shared.contracts.notify import NotificationRecalled, NotificationRequested
from shared.contracts.words import Language, NoticeChannel
from shared.loops import Loop, Pauses, drain
from shared.messaging.dispatch import by_type
from shared.messaging.outbox import Outbox
from shared.messaging.receiver import Handler
from shared.messaging.topology import WorkQueue
from shared.sealing.box import KeptOpener
from shared.sealing.key_text import KeyText
from shared.sealing.keyring import KeptRing
from shared.sealing.vault import Vault
from shared.service import Opened, Service, Wired
from shared.web.sessions import KeepSessions
from shared.work import Store

NOW_AND_THEN = Pauses(usual=timedelta(minutes=10), after_failure=timedelta(seconds=5))


def wire(opened: Opened[Settings]) -> Wired:
    """Make the use cases over PostgreSQL, the mail server and partners' endpoints."""
    store = _store(opened)
    loops = _loops(opened, store)

    def wake() -> None:
        for loop in loops:
            loop.wake()

    lines = PostgresDeliveryLines(opened.pool), PostgresEndpointLines(opened.pool)
    return Wired(
        use_cases=[FollowUpDeliveries(store, *lines, wake)],
        reactions=_reactions(opened, store, wake),
        loops=(*loops, _sweep(opened, store)),
    )


def world_time() -> datetime:
    """Read the world's clock, not the network's: others judge dates and signatures by it."""
    return datetime.now(UTC)


def _store(opened: Opened[Settings]) -> Store[NotifyWork]:
    return store_over(
        pool=opened.pool,
        outbox=Outbox("porukalla/notify", opened.clock.now, uuid7),
        vault=Vault(KeptRing(KeyText(opened.settings.sealing_keys.get_secret_value()))),
        hint=opened.hint,
    )


def _loops(opened: Opened[Settings], store: Store[NotifyWork]) -> Sequence[Loop]:
    settings = opened.settings
    due = PostgresDueDeliveries(opened.pool, per_endpoint=settings.calls_per_endpoint)
    mail = SmtpSender(_mail_server(settings), world_time)
    webhook = HttpSender(_guard(settings), world_time, ssl.create_default_context())
    letters = SendLetters(store=store, renderer=_renderer(opened), mail=mail, jitter=random.random)
    news = SendNews(store, webhook, random.random)
    claim_mails = partial(due.claim_of_kind, NoticeChannel.EMAIL)
    sends_letters = Dispatcher(
        claim_mails, letters.send_letter, letters.note_fault, settings.letters_in_flight
    )
    sends_news = Dispatcher(
        due.claim_calls, news.send_news, news.note_fault, settings.calls_in_flight
    )
    return sends_letters.loop("letters"), sends_news.loop("webhooks")


def _sweep(opened: Opened[Settings], store: Store[NotifyWork]) -> Loop:
    url = str(opened.settings.rabbit_url)
    parked = BrokerParkedLetters(url, queues.NOTIFICATIONS, opened.pool)
    discard = DiscardParkedLetters(store, parked, opened.clock.now).discard_over
    return Loop("parked_letters", drain(discard), NOW_AND_THEN)


def _reactions(
    opened: Opened[Settings], store: Store[NotifyWork], wake: Callable[[], None]
) -> Mapping[WorkQueue, Handler]:
    keys = KeptOpener(KeyText(opened.settings.private_keys.get_secret_value()))
    opener, renderer = NoticeOpener(keys), _renderer(opened)
    letters = TakeInLetters(
        store=store, open_notice=opener, renderer=renderer, wake=wake, now=opened.clock.now
    )
    news = TakeInNews(store, _links(opened), uuid7, wake)
    staff = KeepSessions(store)
    return {
        queues.NOTIFICATIONS: by_type(
            queues.NOTIFICATIONS,
            {
                NotificationRequested: letters.react_to_notification_requested,
                NotificationRecalled: RecallLetters(store).react_to_notification_recalled,
            },
        ),
        queues.PARTNER_NEWS: news.react_to_partner_event,
        queues.STAFF_SESSIONS: by_type(
            queues.STAFF_SESSIONS,
            {StaffSessionClosed: staff.on_staff_session_closed},
        ),
    }


def _renderer(opened: Opened[Settings]) -> LetterRenderer:
    def page(name: str, language: Language) -> str:
        return opened.settings.origin + opened.pages.addresses.of(name, language)

    concerns, members = partial(page, "concern"), partial(page, "membership")
    lines = LastLines(opened.pages.contact, opened.pages.help_lines, concerns, members)
    return LetterRenderer(lines)


def _links(opened: Opened[Settings]) -> Links:
    def page(name: str, **values: object) -> str:
        path = opened.pages.addresses.of(name, Language.FINNISH, **values)
        return f"{opened.settings.origin}{path}"

    return Links(page("reports"), lambda request_id: page("timeline", request_id=request_id))


def _mail_server(settings: Settings) -> MailServer:
    password = settings.smtp_password
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.smtp_from,
        security=settings.mail_security,
        user=settings.smtp_user,
        password=password.get_secret_value() if password else None,
    )


def _guard(settings: Settings) -> Guard:
    return Guard(look_up, settings.allow_loopback_endpoints, settings.denied_networks)


SERVICE = Service(
    name="notify",
    here=Path(__file__).parent,
    routers=[pages.router],
    wire=wire,
)
