"""What organisations do and are told, over PostgreSQL and their endpoints."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import partial
from secrets import token_bytes

from uuid_utils.compat import uuid7

from services.notify.deliveries.use_cases import FollowUpDeliveries
from services.notify.endpoints.store import PostgresOwnEndpoints
from services.notify.endpoints.use_cases import KeepOwnEndpoints, TryOwnEndpoints
from services.notify.partner_news.store import PostgresNewsOnPage
from services.notify.partner_news.use_cases.choose import ChooseNews
from services.notify.partner_news.use_cases.tell import TellOrganisations
from services.notify.partner_news.wording import DigestWords
from services.notify.settings import Settings
from services.notify.webhooks.adapters.guard import Guard, look_up
from services.notify.webhooks.ports import WebhookSender
from services.notify.work import NotifyWork
from shared.activation.current import PostgresCurrent
from shared.contracts.words import Language
from shared.sealing.tokens import new_token
from shared.service import Opened
from shared.work import Store


def of_organisations(
    opened: Opened[Settings],
    store: Store[NotifyWork],
    follow_up: FollowUpDeliveries,
    webhook: WebhookSender,
    wake: Callable[[], None],
) -> Sequence[object]:
    """Make what members do on their pages."""
    guard, now = guard_of(opened.settings), opened.clock.now
    current = PostgresCurrent(opened.pool)
    news_page = partial(page_of, opened, "own_news", Language.FINNISH)
    keeping = KeepOwnEndpoints(
        store=store,
        shown=PostgresOwnEndpoints(opened.pool),
        wrong_with=guard.wrong_with,
        let_go=follow_up.let_go,
        current=current,
        new_id=uuid7,
        new_secret=new_secret,
        wake=wake,
    )
    trials = TryOwnEndpoints(
        store, webhook, uuid7, new_token, now, lambda each: news_page(organisation_id=each)
    )
    choosing = ChooseNews(
        store=store,
        shown=PostgresNewsOnPage(opened.pool),
        current=current,
        new_id=uuid7,
        now=now,
        confirm_page=lambda language, token: page_of(opened, "confirm_news", language, token=token),
        wake=wake,
    )
    return keeping, trials, choosing


def telling(
    opened: Opened[Settings], store: Store[NotifyWork], wake: Callable[[], None]
) -> TellOrganisations:
    """Make what writes to organisations."""
    return TellOrganisations(
        store=store,
        words=DigestWords(lambda: opened.pages.catalogues),
        page=lambda language, each: page_of(opened, "own_news", language, organisation_id=each),
        new_id=uuid7,
        now=opened.clock.now,
        wake=wake,
    )


def new_secret() -> str:
    """Draw a secret as Standard Webhooks writes one."""
    return f"whsec_{b64encode(token_bytes(32)).decode()}"


def page_of(opened: Opened[Settings], name: str, language: Language, **values: object) -> str:
    """Give the whole address of a page."""
    return opened.settings.origin + opened.pages.addresses.of(name, language, **values)


def guard_of(settings: Settings) -> Guard:
    """Say where this installation may connect to."""
    return Guard(look_up, settings.allow_loopback_endpoints, settings.denied_networks)
