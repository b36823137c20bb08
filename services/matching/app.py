"""Composition root: the one module that knows every concrete class of matching."""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from prometheus_client import Counter
from uuid_utils.compat import uuid7

from services.matching import queues
from services.matching.assignments import pages as assignment_pages
from services.matching.composition import CHANCE, Ports, UseCases, make_use_cases
from services.matching.engine.rules.solver import compiled_or_plain
from services.matching.invitations.store import PostgresDueInvitations
from services.matching.members import pages as member_pages
from services.matching.members.store import PostgresDuePauses
from services.matching.needs.store import PostgresDueNeeds
from services.matching.proposals import pages as proposal_pages
from services.matching.proposals.adapters import Matchmaker, place_of, wall_time
from services.matching.proposals.store.matches import PostgresDueMatches
from services.matching.proposals.use_cases.choose import Rules
from services.matching.proposals.use_cases.roster_picture import NearbyPicture, Picture
from services.matching.proposals.wording import LetterWording
from services.matching.reasons import pages as reasons_pages
from services.matching.reasons.store import PostgresReasons
from services.matching.settings import Settings
from services.matching.supply.adapters import read_towns
from services.matching.supply.store import PostgresDueTowns
from services.matching.troubles import pages as trouble_pages
from services.matching.volunteers.pages import change as change_pages
from services.matching.volunteers.pages import confirm as confirm_pages
from services.matching.volunteers.pages import invited as invited_pages
from services.matching.volunteers.pages import join as join_pages
from services.matching.volunteers.store.volunteers import PostgresDueApplicants
from services.matching.work import store_over
from shared.activation.current import PostgresCurrent
from shared.contracts import intake as said
from shared.contracts.notify import NotificationFailed, NotificationSent
from shared.letters import SealedPost, seal_for_notify
from shared.loops import (
    EACH_SECOND,
    Do,
    DoMany,
    Due,
    DueRows,
    Loop,
    Pauses,
    PostgresSetbacks,
    drain,
)
from shared.messaging.batch_consumer import BatchHandler
from shared.messaging.dispatch import batch_by_type, by_type
from shared.messaging.outbox import Outbox
from shared.messaging.receiver import Handler
from shared.messaging.topology import WorkQueue
from shared.same_person import SamePerson
from shared.sealing.key_text import KeyText
from shared.sealing.keyring import KeptRing
from shared.sealing.vault import Vault
from shared.service import Opened, Service, Wired
from shared.telemetry.metrics import REGISTRY

Key = TypeVar("Key", bound=Hashable)
IN_NO_HURRY: Final = Pauses(usual=timedelta(seconds=10))
NOW_AND_THEN: Final = Pauses(usual=timedelta(minutes=10), after_failure=timedelta(seconds=5))

items_total = Counter(
    "matching_timer_items_total", "Due rows that were worked off", ["kind"], registry=REGISTRY
)


@dataclass(slots=True)
class Hint:
    """Called after a commit that announced or stirred: the relay and the matchmaker have work."""

    relay: Callable[[], None]
    matchmaker: Loop | None = None

    def __call__(self) -> None:
        """Wake both; before the matchmaker is there, what is due just waits."""
        self.relay()
        if self.matchmaker is not None:
            self.matchmaker.wake()


def compose(ports: Ports, use: UseCases) -> Wired:
    """Say what calls which use case."""
    return Wired(
        use_cases=(
            use.sign_up,
            use.member_links,
            use.change_members,
            use.membership,
            use.answer_invitations,
            use.answer,
            use.assignments,
            use.explain,
            use.troubles,
        ),
        reactions=_reactions(use),
        batches=_batches(use),
        loops=(_matchmaker(ports, use), *_timers(ports, use)),
    )


def wire(opened: Opened[Settings]) -> Wired:
    """Make everything over PostgreSQL."""
    settings, pool, hint = opened.settings, opened.pool, Hint(opened.hint)
    now = opened.clock.now
    vault = Vault(KeptRing(KeyText(settings.sealing_keys.get_secret_value())))
    outbox = Outbox("porukalla/matching", now, uuid7)
    engine = compiled_or_plain()
    kind = Picture if settings.roster == "memory" else NearbyPicture
    ports = Ports(
        store=store_over(pool, outbox, vault, hint),
        due_matches=PostgresDueMatches(pool),
        due_applicants=PostgresDueApplicants(pool),
        due_pauses=PostgresDuePauses(pool),
        due_invitations=PostgresDueInvitations(pool),
        due_needs=PostgresDueNeeds(pool),
        due_towns=PostgresDueTowns(pool, read_towns(settings.town_file)),
        setbacks=partial(PostgresSetbacks, pool),
        reasons=PostgresReasons(pool),
        post=SealedPost(seal_for_notify(KeyText(settings.notify_public_key)), CHANCE),
        wording=LetterWording(opened.pages.catalogues),
        rules=Rules(settings.policy, engine.solve, place_of, wall_time),
        picture=kind(engine.gather),
        origin=settings.origin,
        contact_page=opened.pages.addresses.pages["contact"],
        current=PostgresCurrent(pool),
        same_person=SamePerson(KeyText(settings.same_person_key.get_secret_value())),
        now=now,
    )
    wired = compose(ports, make_use_cases(ports))
    hint.matchmaker = wired.loops[0]
    return wired


def _reactions(use: UseCases) -> Mapping[WorkQueue, Handler]:
    sessions = by_type(
        queues.STAFF_SESSIONS,
        {said.StaffSessionClosed: use.sessions.on_staff_session_closed},
    )
    deliveries = by_type(
        queues.DELIVERIES,
        {
            NotificationSent: use.letters.react_to_letter_ended,
            NotificationFailed: use.end_unreachable.react_to_notification_failed,
        },
    )
    return {queues.STAFF_SESSIONS: sessions, queues.DELIVERIES: deliveries}


def _batches(use: UseCases) -> Mapping[WorkQueue, BatchHandler]:
    requests = batch_by_type(
        queues.REQUESTS,
        {said.RequestCreated: use.keep_needs.react_to_requests_created},
        {
            said.RequestCancelled: use.end_needs.react_to_request_cancelled,
            said.RequestCompleted: use.end_needs.react_to_request_completed,
            said.RequestClosed: use.end_needs.react_to_request_closed,
            said.RequestUpdated: use.correct_needs.react_to_request_updated,
            said.RequestReopened: use.reopen_needs.react_to_request_reopened,
            said.RequestAssignmentRequested: use.ask_wished.react_to_assignment_requested,
            said.RequestReferralRequested: use.refer.react_to_referral_requested,
        },
    )
    return {queues.REQUESTS: requests}


def _timers(ports: Ports, use: UseCases) -> Sequence[Loop]:
    lapsed = counted("expired", use.expire.expire_proposal)
    over = counted("week_over", use.assignments.end_week)
    forgotten = counted("forgotten", use.forget.forget_applicant)
    rested = counted("pause_over", use.membership.end_pause)
    unanswered = counted("invitation_over", use.end_invitations.end_invitation)
    late = use.hand_over_late
    handed_over = counted("late", late.hand_over)
    matches, applicants = ports.due_matches, ports.due_applicants
    needs, report = ports.due_needs, use.report
    return (
        rows_loop(ports, "search_reports", needs.reports, report.report_one, report.report_some),
        rows_loop(ports, "lapsed_matches", matches.lapsed, lapsed),
        rows_loop(ports, "late_needs", late.late_needs, handed_over, pauses=IN_NO_HURRY),
        rows_loop(ports, "weeks_over", matches.weeks_over, over, pauses=IN_NO_HURRY),
        rows_loop(
            ports, "unconfirmed_applicants", applicants.unconfirmed, forgotten, pauses=IN_NO_HURRY
        ),
        rows_loop(ports, "pauses_over", ports.due_pauses.pauses_over, rested, pauses=IN_NO_HURRY),
        rows_loop(
            ports, "invitations_over", ports.due_invitations.over, unanswered, pauses=IN_NO_HURRY
        ),
        rows_loop(
            ports, "supply", ports.due_towns.towns, use.supply.report_town, pauses=IN_NO_HURRY
        ),
        Loop("addresses_to_rehash", drain(use.rehash.rehash_batch), NOW_AND_THEN),
        use.letters.loop(),
    )


def _matchmaker(ports: Ports, use: UseCases) -> Loop:
    setbacks, give_up = ports.setbacks("matchmaker"), use.give_up.give_up_need
    singly = DueRows(ports.due_needs.looks, use.choose.choose_one, "request_id", setbacks, give_up)
    return Loop("matchmaker", Matchmaker(use.choose.choose_batch, singly))


def rows_loop(  # noqa: PLR0913  # what a loop is made of, and each has a name
    ports: Ports,
    name: str,
    due: Due[Key],
    do: Do[Key],
    together: DoMany[Key] | None = None,
    *,
    pauses: Pauses = EACH_SECOND,
) -> Loop:
    """Make a loop that works due rows; what fails again and again ends in a person's list."""
    return Loop(name, DueRows(due, do, "row_id", ports.setbacks(name), together=together), pauses)


def counted(kind: str, do: Callable[[Key], Awaitable[bool]]) -> Callable[[Key], Awaitable[bool]]:
    """Count how often something due was done, and not found done already."""

    async def do_and_count(key: Key) -> bool:
        is_done = await do(key)
        items_total.labels(kind).inc(is_done)
        return is_done

    return do_and_count


SERVICE: Final = Service(
    name="matching",
    here=Path(__file__).parent,
    routers=(
        confirm_pages.router,
        join_pages.router,
        invited_pages.router,
        change_pages.router,
        member_pages.router,
        proposal_pages.router,
        assignment_pages.router,
        trouble_pages.router,
        reasons_pages.router,
    ),
    wire=wire,
)
