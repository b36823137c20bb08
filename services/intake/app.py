"""Composition root: the one module that knows every concrete class of intake."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from fastapi import APIRouter
from uuid_utils.compat import uuid7

from services.intake import call_desk
from services.intake.accounts import pages as accounts
from services.intake.acts import pages as acts
from services.intake.adapters import CHANCE, Adapters
from services.intake.board import pages as board
from services.intake.board.adapters import read_outlines
from services.intake.board.store import PostgresBoardReader
from services.intake.board.use_cases.follow import FollowBoard
from services.intake.board.use_cases.show import KnowUsualWaits
from services.intake.call_list import pages as call_list
from services.intake.call_list.store import PostgresCallListReader
from services.intake.call_rounds.pages import ring, rounds
from services.intake.callers.store import PostgresCallerReader
from services.intake.callers.use_cases.keep import KeepCallers
from services.intake.calls.adapters.practice import read_practice
from services.intake.calls.adapters.triage import TriageFile
from services.intake.calls.pages import practice
from services.intake.calls.store import PostgresOpenCalls
from services.intake.composition import (
    pass_on_unread,
    use_cases,
)
from services.intake.concerns import pages as concerns
from services.intake.contact_access import pages as contact_access
from services.intake.corrections import pages as corrections
from services.intake.danger import pages as danger
from services.intake.doors.adapters import ArrivalsInMemory, read_limits
from services.intake.doors.store import PostgresLetterCounts, PostgresUsedProofs
from services.intake.doors.use_cases import KeepDoor, LetterBudget
from services.intake.duty import pages as duty
from services.intake.held_requests import pages as held_requests
from services.intake.held_requests.store import PostgresHeldRequestReader
from services.intake.imports import pages as imports
from services.intake.lookups import pages as lookups
from services.intake.lookups.store import PostgresLookReader
from services.intake.network import pages as network
from services.intake.organisations.pages import apply as apply_as_partner
from services.intake.organisations.pages import staff as organisations
from services.intake.organisations.store import PostgresOrganisationNames
from services.intake.partner_requests import pages as partner_requests
from services.intake.phone_hours.adapters import read_hours
from services.intake.phone_hours.use_cases import TellHours
from services.intake.reactions import reactions
from services.intake.referrals.pages import own as own_partners
from services.intake.referrals.pages import referred
from services.intake.request_form.pages import again, check, questions, start, ways_out
from services.intake.request_links import pages as request_links
from services.intake.requests import pages as requests
from services.intake.requests.adapters import read_payment_ways, read_promises, read_town
from services.intake.requests.letters import RequestLetters
from services.intake.requests.rules.links import Links
from services.intake.rights import pages as rights
from services.intake.settings import Settings
from services.intake.shifts import pages as shifts
from services.intake.sign_in.adapters import WebauthnPasskeys
from services.intake.sign_in.pages import invitation, own_account, own_sessions
from services.intake.sign_in.pages import sign_in as sign_in_pages
from services.intake.site import pages as site
from services.intake.site.store import PostgresOpenings
from services.intake.site.use_cases import TellAbout, TellState
from services.intake.staff.adapters import Argon2Passwords
from services.intake.staff_letters import (
    alarm_letters,
    briefing_letters,
    call_on_duty,
    concern_letters,
    partner_letters,
)
from services.intake.submissions.adapters import VaultPersonKeys, read_caution
from services.intake.submissions.api import ask
from services.intake.submissions.store import PostgresReception
from services.intake.sweeps import loops, remove_expired_from
from services.intake.timelines import pages as timelines
from services.intake.timelines.store import PostgresTimelineReader
from services.intake.timers import mornings, timers
from services.intake.wishes import pages as wishes
from services.intake.work import store_over
from shared.activation.current import PostgresCurrent
from shared.answered_letters import ForgetLetters
from shared.letters import SealedPost, seal_for_notify
from shared.messaging.outbox import Outbox
from shared.postgres.types import Pool
from shared.retention.inventory import read_inventory
from shared.same_person import SamePerson
from shared.sealing.key_text import KeyText
from shared.sealing.keyring import KeptRing
from shared.sealing.pseudonyms import Pseudonyms, VaultPseudonymKeys
from shared.sealing.vault import Vault
from shared.service import Opened, Service, Wired
from shared.sheets.glossary import Glossary
from shared.web.about import read_about
from shared.web.passes import PassWriter
from shared.web.session_cookies import CookieIssuer
from shared.web.streams import PING_SECONDS

ROUTERS: Sequence[APIRouter] = (
    ask.router,
    ways_out.router,
    danger.router,
    check.router,
    start.router,
    questions.router,
    again.router,
    concerns.router,
    requests.router,
    corrections.router,
    request_links.router,
    rights.router,
    rights.officers,
    contact_access.router,
    referred.router,
    own_partners.router,
    sign_in_pages.router,
    own_sessions.router,
    invitation.router,
    own_account.router,
    duty.router,
    call_list.router,
    practice.router,
    ring.router,
    shifts.router,
    *call_desk.ROUTERS,
    accounts.router,
    network.router,
    held_requests.router,
    rounds.router,
    *board.ROUTERS,
    acts.router,
    wishes.router,
    imports.router,
    lookups.router,
    timelines.router,
    partner_requests.router,
    organisations.router,
    apply_as_partner.router,
    *site.ROUTERS,
)
"""What is more exact comes first."""


def wire(opened: Opened[Settings]) -> Wired:
    """Put PostgreSQL, Argon2 and notify's key behind the use cases."""
    settings, pool, hint, now = opened.settings, opened.pool, opened.hint, opened.clock.now
    post = SealedPost(seal_for_notify(KeyText(settings.notify_public_key)), CHANCE)
    outbox = Outbox("porukalla/intake", now, uuid7)
    vault = Vault(KeptRing(KeyText(settings.sealing_keys.get_secret_value())))
    store = store_over(pool, outbox, vault, hint)
    hours, town = read_hours(settings.hours_file), read_town(settings.town_file)
    adapters = Adapters(
        store=store,
        reception=PostgresReception(pool, outbox, vault, hint),
        board=(board_reader := PostgresBoardReader(pool)),
        usual_waits=KnowUsualWaits(board_reader),
        follow_board=FollowBoard(board_reader, PING_SECONDS),
        call_list=PostgresCallListReader(pool),
        callers=KeepCallers(PostgresCallerReader(pool, vault)),
        open_calls=PostgresOpenCalls(pool),
        looks=PostgresLookReader(pool),
        timelines=PostgresTimelineReader(pool),
        alarm_letters=alarm_letters(opened, post),
        concern_letters=concern_letters(opened, post),
        partner_letters=partner_letters(opened, post),
        partner_names=PostgresOrganisationNames(pool),
        letters=RequestLetters(post, Links(settings.origin), now, CHANCE),
        passwords=Argon2Passwords(),
        passkeys=WebauthnPasskeys(settings.origin),
        cookies=_cookies(opened),
        current=PostgresCurrent(pool),
        person_keys=VaultPersonKeys(pool, vault),
        pseudonym_keys=VaultPseudonymKeys(pool, vault),
        held=PostgresHeldRequestReader(pool),
        door=_door(settings, pool, now),
        hours=hours,
        payment=read_payment_ways(settings.payment_file),
        town=town,
        caution=read_caution(settings.caution_file, settings.caution_weights_file),
        triage=TriageFile(settings.triage_file),
        practice=read_practice(settings.practice_file),
        promises=read_promises(settings.promises_file, now, hours),
        same_person=SamePerson(KeyText(settings.same_person_key.get_secret_value())),
        about_network=(
            TellAbout(read_about(settings.about_file), read_inventory(settings.retention_file)),
            TellState(PostgresOpenings(pool), TellHours(hours, now), town, now),
        ),
        imports=Glossary.read(settings.imports_file).kind("requests"),
        import_key=_import_key(settings),
        telephone=call_desk.seal_keys(settings, lambda: datetime.now(UTC)),
        now=now,
        clock_of_phones=lambda: datetime.now(UTC),
        with_demo_staff=settings.demo_staff,
        outlines=read_outlines(settings.outlines_folder),
    )
    return Wired(
        use_cases=use_cases(adapters),
        reactions=reactions(adapters),
        loops=(
            *loops(remove_expired_from(store)),
            ForgetLetters(store).loop(),
            call_on_duty(opened, post, store, adapters.current).loop(),
            *mornings(adapters, briefing_letters(opened, post), pool),
            adapters.door.letters.loop(),
            adapters.callers.loop(),
            adapters.follow_board.loop(),
            pass_on_unread(adapters).loop(),
            *timers(adapters, pool),
        ),
    )


def _import_key(settings: Settings) -> Pseudonyms | None:
    key = settings.import_key
    return Pseudonyms(bytes.fromhex(key.get_secret_value())) if key else None


def _cookies(opened: Opened[Settings]) -> CookieIssuer:
    settings = opened.settings
    passes = PassWriter(KeyText(settings.session_private_keys.get_secret_value()))
    version = opened.pages.permissions.version
    return CookieIssuer(passes, settings.stamps, opened.clock.now, version)


def _door(settings: Settings, pool: Pool, now: Callable[[], datetime]) -> KeepDoor:
    limits = read_limits(settings.doors_file)
    budget = LetterBudget(PostgresLetterCounts(pool), limits)
    shown = settings.import_pass.get_secret_value() if settings.import_pass else None
    proofs = PostgresUsedProofs(pool)
    return KeepDoor(limits, budget, ArrivalsInMemory(), proofs, CHANCE, now, shown)


SERVICE = Service("intake", Path(__file__).parent, ROUTERS, wire)
