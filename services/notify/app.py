"""Composition root: the one module that knows every concrete class of notify."""

import random
import ssl
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from uuid_utils.compat import uuid7

from services.notify import queues
from services.notify.composition import (
    guard_of,
    of_organisations,
    page_of,
    telling,
)
from services.notify.deliveries import pages
from services.notify.deliveries.adapters import Dispatcher
from services.notify.deliveries.store import (
    PostgresDeliveryLines,
    PostgresDueDeliveries,
    PostgresEndpointLines,
)
from services.notify.deliveries.use_cases import FollowUpDeliveries
from services.notify.endpoints.pages import change as endpoint_pages
from services.notify.endpoints.pages import deliveries as endpoint_deliveries
from services.notify.letters.adapters.opener import NoticeOpener
from services.notify.letters.adapters.parked import BrokerParkedLetters
from services.notify.letters.adapters.renderer import LastLines, LetterRenderer
from services.notify.letters.adapters.smtp import MailServer, SmtpSender
from services.notify.letters.use_cases import (
    DiscardParkedLetters,
    RecallLetters,
    SendLetters,
    TakeInLetters,
    letters_to,
)
from services.notify.partner_news import pages as news_pages
from services.notify.partner_news.use_cases.leave import EndOrganisations
from services.notify.partner_news.use_cases.take_in import TakeInNews
from services.notify.settings import Settings
from services.notify.webhooks.adapters.webhook import HttpSender
from services.notify.webhooks.api import described
from services.notify.webhooks.model import Links
from services.notify.webhooks.use_cases import SendNews
from services.notify.work import NotifyWork, store_over
from shared.clock import HELSINKI
from shared.contracts.intake import ActivationChanged, StaffSessionClosed
from shared.contracts.matching import PartnerLeft
from shared.contracts.notify import NotificationRecalled, NotificationRequested
from shared.contracts.partner_news import PARTNER_EVENTS
from shared.contracts.right_words import RightService
from shared.contracts.rights import RightRequested
from shared.contracts.words import Language, NoticeChannel
from shared.funding import Funder
from shared.heard_activation import HearActivations
from shared.loops import EACH_SECOND, Loop, Pauses, drain
from shared.messaging.dispatch import by_type
from shared.messaging.outbox import Outbox
from shared.messaging.receiver import Handler
from shared.messaging.topology import WorkQueue
from shared.rights.answers import AnswerRights
from shared.sealing.box import KeptOpener
from shared.sealing.key_text import KeyText
from shared.sealing.keyring import KeptRing
from shared.sealing.vault import Vault
from shared.service import Opened, Service, Wired
from shared.web.sessions import KeepSessions
from shared.work import Store

EACH_MINUTE = Pauses(usual=timedelta(minutes=1))
NOW_AND_THEN = Pauses(usual=timedelta(minutes=10), after_failure=timedelta(seconds=5))


def wire(opened: Opened[Settings]) -> Wired:
    """Make the use cases over PostgreSQL, the mail server and partners' endpoints."""
    store = _store(opened)
    loops = _loops(opened, store)

    def wake() -> None:
        for loop in loops:
            loop.wake()

    lines = PostgresDeliveryLines(opened.pool), PostgresEndpointLines(opened.pool)
    follow_up = FollowUpDeliveries(store, *lines, wake)
    told, ending = telling(opened, store, wake), EndOrganisations(store, wake)
    loops = (*loops, Loop("partner_letters", drain(told.write_one), EACH_SECOND))
    return Wired(
        use_cases=[
            follow_up,
            *of_organisations(opened, store, follow_up, _webhook(opened.settings), wake),
        ],
        reactions=_reactions(opened, store, wake),
        loops=(
            *loops,
            Loop("silent_endpoints", drain(told.tell_of_silence), EACH_MINUTE),
            Loop("removed_endpoints", drain(ending.let_go_some), EACH_MINUTE),
            _sweep(opened, store),
        ),
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
    letters = SendLetters(store=store, renderer=_renderer(opened), mail=mail, jitter=random.random)
    news = SendNews(store, _webhook(settings), random.random)
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
    news = TakeInNews(store, _links(opened), uuid7, wake, opened.clock.now)
    rights = AnswerRights(store, RightService.NOTIFY, letters_to, uuid7)
    staff, activations = KeepSessions(store), HearActivations(store)
    return {
        queues.NOTIFICATIONS: by_type(
            queues.NOTIFICATIONS,
            {
                NotificationRequested: letters.react_to_notification_requested,
                NotificationRecalled: RecallLetters(store).react_to_notification_recalled,
                RightRequested: rights.react_to_right_requested,
            },
        ),
        queues.PARTNER_NEWS: by_type(
            queues.PARTNER_NEWS,
            {
                **dict.fromkeys(PARTNER_EVENTS, news.react_to_partner_event),
                PartnerLeft: EndOrganisations(store, wake).react_to_partner_left,
            },
        ),
        queues.STAFF_SESSIONS: by_type(
            queues.STAFF_SESSIONS,
            {
                StaffSessionClosed: staff.on_staff_session_closed,
                ActivationChanged: activations.react_to_activation_changed,
            },
        ),
    }


def _renderer(opened: Opened[Settings]) -> LetterRenderer:
    concerns, members = partial(page_of, opened, "concern"), partial(page_of, opened, "membership")
    shown = opened.pages

    def paid_by() -> Sequence[Funder]:
        return shown.funding.paying_on(opened.clock.today(HELSINKI))

    return LetterRenderer(LastLines(shown.contact, shown.help_lines, concerns, members, paid_by))


def _links(opened: Opened[Settings]) -> Links:
    def page(name: str, **values: object) -> str:
        return page_of(opened, name, Language.FINNISH, **values)

    return Links(
        page("reports"),
        timeline=lambda request_id: page("timeline", request_id=request_id),
        own=lambda organisation_id, event_id: page(
            "own_event", organisation_id=organisation_id, event_id=event_id
        ),
    )


def _webhook(settings: Settings) -> HttpSender:
    return HttpSender(guard_of(settings), world_time, ssl.create_default_context())


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


SERVICE = Service(
    name="notify",
    here=Path(__file__).parent,
    routers=[
        pages.router,
        endpoint_pages.router,
        endpoint_deliveries.router,
        news_pages.router,
    ],
    wire=wire,
    webhooks=described,
)
