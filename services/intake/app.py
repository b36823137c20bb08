"""Composition root: the one module that knows every concrete class of intake."""

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from fastapi import APIRouter
from uuid_utils.compat import uuid7

from services.intake import queues
from services.intake.board import pages as board
from services.intake.board.ports import BoardReader
from services.intake.board.store import PostgresBoardReader
from services.intake.board.use_cases import KeepSearchReports, ShowBoard
from services.intake.contact_access import pages as contact_access
from services.intake.contact_access.use_cases import KeepContactLinks, ShowContact
from services.intake.request_form import pages as request_form
from services.intake.request_form.use_cases import FillInForm, SweepDrafts
from services.intake.requests import pages as requests
from services.intake.requests.letters import RequestLetters
from services.intake.requests.model import Links
from services.intake.requests.ports import Draws
from services.intake.requests.use_cases.follow import FollowRequests
from services.intake.requests.use_cases.react_to_matching import ReactToMatching
from services.intake.requests.use_cases.settle import SettleRequests
from services.intake.settings import Settings
from services.intake.sign_in.adapters import WebauthnPasskeys, read_common_passwords
from services.intake.sign_in.pages import invitation
from services.intake.sign_in.pages import sign_in as sign_in_pages
from services.intake.sign_in.ports import PasskeyChecks
from services.intake.sign_in.use_cases.enrol import EnrolStaff
from services.intake.sign_in.use_cases.prove import ProveSecondFactor
from services.intake.sign_in.use_cases.sweep import SweepSignIns
from services.intake.site.pages import documents, landing
from services.intake.staff.adapters import Argon2Passwords
from services.intake.staff.ports import Passwords
from services.intake.staff.use_cases import SignIn, SweepTries
from services.intake.submissions import api as submissions
from services.intake.submissions.adapters import VaultPersonKeys
from services.intake.submissions.ports import PersonKeys, Reception
from services.intake.submissions.store import PostgresReception
from services.intake.submissions.use_cases import SweepAnswers, TakeInRequests
from services.intake.wishes.use_cases import KeepAnswers, SendWishes
from services.intake.work import Work, store_over
from shared.activation.current import Current, PostgresCurrent
from shared.answered_letters import ForgetLetters
from shared.areas import municipality_of
from shared.contracts import matching as said
from shared.contracts.notify import NotificationFailed, NotificationSent
from shared.letters import SealedPost, seal_for_notify
from shared.loops import Loop, Pauses
from shared.messaging.dispatch import by_type
from shared.messaging.outbox import Outbox
from shared.messaging.receiver import Handler
from shared.messaging.topology import WorkQueue
from shared.sealing.key_text import KeyText
from shared.sealing.keyring import KeptRing
from shared.sealing.pseudonyms import PseudonymKeys, VaultPseudonymKeys
from shared.sealing.tokens import new_token
from shared.sealing.vault import Vault
from shared.service import Opened, Service, Wired
from shared.web.passes import PassWriter
from shared.web.session_cookies import CookieIssuer
from shared.work import Store

CHANCE = Draws(uuid7, new_token, secrets.randbelow)
NOW_AND_THEN = Pauses(usual=timedelta(minutes=10), after_failure=timedelta(minutes=10))
ROUTERS: Sequence[APIRouter] = (
    submissions.router,
    documents.router,
    request_form.router,
    requests.router,
    contact_access.router,
    sign_in_pages.router,
    invitation.router,
    board.router,
    landing.router,
)
"""What is more exact comes first."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Adapters:
    """What stands behind the ports of the use cases; tests put fakes here."""

    store: Store[Work]
    reception: Reception
    board: BoardReader
    letters: RequestLetters
    passwords: Passwords
    passkeys: PasskeyChecks
    current: Current
    person_keys: PersonKeys
    pseudonym_keys: PseudonymKeys
    cookies: CookieIssuer
    now: Callable[[], datetime]
    """The network's time."""
    clock_of_phones: Callable[[], datetime]
    """The real time, by which code apps reckon."""
    with_demo_staff: bool = False


def use_cases(adapters: Adapters) -> Sequence[object]:
    """Make what the pages ask for."""
    store, letters = adapters.store, adapters.letters
    submit = TakeInRequests(
        store=store,
        reception=adapters.reception,
        letters=letters,
        links=letters.links,
        municipality_of=municipality_code,
        chance=CHANCE,
        current=adapters.current,
        person_keys=adapters.person_keys,
        pseudonym_keys=adapters.pseudonym_keys,
    )
    sign_in = SignIn(
        store,
        adapters.passwords,
        adapters.now,
        CHANCE,
        adapters.current,
        adapters.with_demo_staff,
    )
    return (
        submit,
        FillInForm(store, submit, CHANCE),
        FollowRequests(store, SettleRequests(letters, CHANCE)),
        ShowContact(store, CHANCE),
        adapters.cookies,
        sign_in,
        ProveSecondFactor(
            store,
            sign_in,
            adapters.passkeys,
            adapters.clock_of_phones,
            CHANCE,
            adapters.current,
        ),
        EnrolStaff(
            store,
            adapters.passwords,
            read_common_passwords(),
            adapters.passkeys,
            adapters.clock_of_phones,
            CHANCE,
        ),
        ShowBoard(adapters.board),
        SendWishes(store, CHANCE),
    )


def reactions(adapters: Adapters) -> Mapping[WorkQueue, Handler]:
    """Say which queue feeds which reactions."""
    react = ReactToMatching(adapters.store, SettleRequests(adapters.letters, CHANCE))
    links = KeepContactLinks(adapters.store)
    answers = KeepAnswers(adapters.store, react)
    reports = KeepSearchReports(adapters.store)
    ended = ForgetLetters(adapters.store).react_to_letter_ended
    return {
        queues.DELIVERIES: by_type(
            queues.DELIVERIES, {NotificationSent: ended, NotificationFailed: ended}
        ),
        queues.MATCHES: by_type(
            queues.MATCHES,
            {
                said.MatchProposed: answers.react_to_match_proposed,
                said.MatchDeclined: react.react_to_match_declined,
                said.MatchExpired: react.react_to_match_expired,
                said.VolunteerMatched: react.react_to_volunteer_matched,
                said.MatchAccessIssued: links.react_to_match_access_issued,
                said.MatchWithdrawn: react.react_to_match_withdrawn,
                said.RequestUnmatched: react.react_to_request_unmatched,
                said.AssignmentCompleted: react.react_to_assignment_completed,
                said.RequestSearchReported: reports.react_to_request_search_reported,
                said.RequestAssignmentRefused: answers.react_to_request_assignment_refused,
                said.RequestReferralRefused: answers.react_to_request_referral_refused,
            },
        ),
    }


def remove_expired_from(store: Store[Work]) -> Callable[[], Awaitable[int]]:
    """Make what removes what has expired or is old; gives how many rows."""
    drafts, answers, tries = SweepDrafts(store), SweepAnswers(store), SweepTries(store)
    sign_ins = SweepSignIns(store)

    async def remove_expired() -> int:
        removed = await drafts.remove_expired_drafts()
        removed += await answers.forget_old_answers()
        removed += await sign_ins.forget_expired()
        return removed + await tries.forget_old_tries()

    return remove_expired


def loops(remove_expired: Callable[[], Awaitable[int]]) -> Sequence[Loop]:
    """Say what goes on in the background."""

    async def sweep() -> None:
        log.info("expired rows removed", count=await remove_expired())

    return (Loop("sweep", sweep, NOW_AND_THEN),)


def municipality_code(postal_code: str) -> str | None:
    """Find the code of a postal code's municipality."""
    found = municipality_of(postal_code)
    return found.code if found else None


def wire(opened: Opened[Settings]) -> Wired:
    """Put PostgreSQL, Argon2 and notify's key behind the use cases."""
    settings, pool, hint, now = opened.settings, opened.pool, opened.hint, opened.clock.now
    post = SealedPost(seal_for_notify(KeyText(settings.notify_public_key)), CHANCE)
    outbox, vault = Outbox("porukalla/intake", now, uuid7), _vault(settings)
    store = store_over(pool, outbox, vault, hint)
    adapters = Adapters(
        store=store,
        reception=PostgresReception(pool, outbox, vault, hint),
        board=PostgresBoardReader(pool),
        letters=RequestLetters(post, Links(settings.origin), now, CHANCE),
        passwords=Argon2Passwords(),
        passkeys=WebauthnPasskeys(settings.origin),
        cookies=_cookies(opened),
        current=PostgresCurrent(pool),
        person_keys=VaultPersonKeys(pool, vault),
        pseudonym_keys=VaultPseudonymKeys(pool, vault),
        now=now,
        clock_of_phones=lambda: datetime.now(UTC),
        with_demo_staff=settings.demo_staff,
    )
    return Wired(
        use_cases=use_cases(adapters),
        reactions=reactions(adapters),
        loops=(*loops(remove_expired_from(store)), ForgetLetters(store).loop()),
    )


def _cookies(opened: Opened[Settings]) -> CookieIssuer:
    settings = opened.settings
    passes = PassWriter(KeyText(settings.session_private_keys.get_secret_value()))
    version = opened.pages.permissions.version
    return CookieIssuer(passes, settings.stamps, opened.clock.now, version)


def _vault(settings: Settings) -> Vault:
    return Vault(KeptRing(KeyText(settings.sealing_keys.get_secret_value())))


SERVICE = Service("intake", Path(__file__).parent, ROUTERS, wire)
