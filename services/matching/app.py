"""Composition root: the one module that knows every concrete class of matching."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from prometheus_client import Counter
from uuid_utils.compat import uuid7

from services.matching import queues
from services.matching.assignments import pages as assignment_pages
from services.matching.assignments.letters import AssignmentLetters
from services.matching.assignments.use_cases import EndWeeks, SettleAssignments
from services.matching.engine.rules.solver import compiled_or_plain
from services.matching.needs.use_cases import KeepNeeds
from services.matching.proposals import pages as proposal_pages
from services.matching.proposals.adapters import place_of, wall_time
from services.matching.proposals.letters import Links, ProposalLetters
from services.matching.proposals.ports import DueMatches, Wording
from services.matching.proposals.store.matches import PostgresDueMatches
from services.matching.proposals.use_cases.answer import AnswerProposals
from services.matching.proposals.use_cases.ask_wished import AskWished
from services.matching.proposals.use_cases.choose import ChooseHelpers, Rules
from services.matching.proposals.use_cases.expire import ExpireProposals
from services.matching.proposals.use_cases.grant_access import GrantAccess
from services.matching.proposals.use_cases.react_to_requests import EndNeeds
from services.matching.proposals.use_cases.refer import ReferNeeds
from services.matching.proposals.use_cases.roster_picture import NearbyPicture, Picture
from services.matching.proposals.use_cases.withdraw import WithdrawMatches
from services.matching.proposals.wording import LetterWording
from services.matching.reasons import pages as reasons_pages
from services.matching.reasons.ports import Reasons
from services.matching.reasons.store import PostgresReasons
from services.matching.reasons.use_cases import ExplainNeeds, ReportSearches
from services.matching.settings import Settings
from services.matching.volunteers.adapters import SealedPost, seal_for_notify
from services.matching.volunteers.letters import VolunteerLetters
from services.matching.volunteers.pages import confirm as confirm_pages
from services.matching.volunteers.pages import join as join_pages
from services.matching.volunteers.ports import DueApplicants, Post
from services.matching.volunteers.store.volunteers import PostgresDueApplicants
from services.matching.volunteers.use_cases import ForgetApplicants, SignUpVolunteers
from services.matching.work import Work, store_over
from shared.activation.current import Current, PostgresCurrent
from shared.chance import Chance
from shared.contracts import intake as said
from shared.loops import DueRows, Loop, drain
from shared.messaging.batch_consumer import BatchHandler
from shared.messaging.dispatch import batch_by_type, by_type
from shared.messaging.outbox import Outbox
from shared.messaging.receiver import Handler
from shared.messaging.topology import WorkQueue
from shared.sealing.keyring import KeyRing
from shared.sealing.tokens import new_token
from shared.sealing.vault import Vault
from shared.service import Opened, Service, Wired
from shared.telemetry.metrics import REGISTRY
from shared.web.sessions import KeepSessions
from shared.work import Store

CHANCE: Final = Chance(uuid7, new_token)

Key = TypeVar("Key")

items_total = Counter(
    "matching_timer_items_total", "Due rows that were worked off", ["kind"], registry=REGISTRY
)


@dataclass(frozen=True, slots=True)
class Ports:
    """What the use cases stand on; tests put fakes here."""

    store: Store[Work]
    due_matches: DueMatches
    due_applicants: DueApplicants
    reasons: Reasons
    post: Post
    wording: Wording
    rules: Rules
    picture: Picture
    origin: str
    contact_page: str
    """Its path, with `{language}` and `{token}` to be filled in."""
    current: Current
    now: Callable[[], datetime]
    """The network's time."""
    chance: Chance = CHANCE


@dataclass(frozen=True, slots=True)
class UseCases:
    """Everything that happens in matching."""

    sign_up: SignUpVolunteers
    forget: ForgetApplicants
    keep_needs: KeepNeeds
    end_needs: EndNeeds
    choose: ChooseHelpers
    ask_wished: AskWished
    refer: ReferNeeds
    answer: AnswerProposals
    expire: ExpireProposals
    assignments: SettleAssignments
    end_weeks: EndWeeks
    explain: ExplainNeeds
    report: ReportSearches
    sessions: KeepSessions


@dataclass(slots=True)
class Hint:
    """Called after a commit that announced something: the relay and the matchmaker have work."""

    relay: Callable[[], None]
    matchmaker: Loop | None = None

    def __call__(self) -> None:
        """Wake both; before the matchmaker is there, what is due just waits."""
        self.relay()
        if self.matchmaker is not None:
            self.matchmaker.wake()


def make_use_cases(ports: Ports) -> UseCases:
    """Make the use cases over their ports."""
    store, clock, chance, origin = ports.store, ports.now, ports.chance, ports.origin
    confirmation_page = f"{origin}{confirm_pages.router.prefix}"
    letters = ProposalLetters(ports.post, links(origin, ports.contact_page), ports.wording, clock)
    access, withdraw = GrantAccess(letters, clock, chance), WithdrawMatches(letters)
    thanks = AssignmentLetters(ports.post, clock)
    return UseCases(
        sign_up=SignUpVolunteers(
            store,
            VolunteerLetters(ports.post, confirmation_page, clock),
            chance,
            ports.current,
        ),
        forget=ForgetApplicants(store),
        keep_needs=KeepNeeds(store),
        end_needs=EndNeeds(store, withdraw),
        choose=ChooseHelpers(store, ports.picture, letters, chance, ports.rules),
        ask_wished=AskWished(store, letters, chance, ports.rules.policy),
        refer=ReferNeeds(store),
        answer=AnswerProposals(store, access, withdraw),
        expire=ExpireProposals(store),
        assignments=SettleAssignments(store, access, thanks, clock, chance),
        end_weeks=EndWeeks(store),
        explain=ExplainNeeds(ports.reasons),
        report=ReportSearches(store),
        sessions=KeepSessions(store),
    )


def links(origin: str, contact_page: str) -> Links:
    """Give the addresses that letters about proposals lead to; the contact page is another's."""
    return Links(
        proposal=f"{origin}{proposal_pages.router.prefix}",
        task=f"{origin}{assignment_pages.router.prefix}",
        contact=f"{origin}{contact_page}",
    )


def compose(ports: Ports, use: UseCases) -> Wired:
    """Say what calls which use case."""
    return Wired(
        use_cases=(use.sign_up, use.answer, use.assignments, use.explain),
        reactions=_reactions(use),
        batches=_batches(use),
        loops=(Loop("matchmaker", drain(use.choose.choose_batch)), *_timers(ports, use)),
    )


def wire(opened: Opened[Settings]) -> Wired:
    """Make everything over PostgreSQL."""
    settings, pool, hint = opened.settings, opened.pool, Hint(opened.hint)
    now = opened.clock.now
    vault = Vault(KeyRing.from_text(settings.sealing_keys.get_secret_value()))
    outbox = Outbox("porukalla/matching", now, uuid7)
    engine = compiled_or_plain()
    kind = Picture if settings.roster == "memory" else NearbyPicture
    ports = Ports(
        store=store_over(pool, outbox, vault, hint),
        due_matches=PostgresDueMatches(pool),
        due_applicants=PostgresDueApplicants(pool),
        reasons=PostgresReasons(pool),
        post=SealedPost(seal_for_notify(settings.notify_public_key), CHANCE),
        wording=LetterWording(opened.pages.catalogues),
        rules=Rules(settings.policy, engine.solve, place_of, wall_time),
        picture=kind(engine.gather),
        origin=settings.origin,
        contact_page=opened.pages.addresses.pages["contact"],
        current=PostgresCurrent(pool),
        now=now,
    )
    wired = compose(ports, make_use_cases(ports))
    hint.matchmaker = wired.loops[0]
    return wired


def _reactions(use: UseCases) -> Mapping[WorkQueue, Handler]:
    sessions = by_type(
        queues.STAFF_SESSIONS,
        {
            said.StaffSessionOpened: use.sessions.on_staff_session_opened,
            said.StaffSessionClosed: use.sessions.on_staff_session_closed,
        },
    )
    return {queues.STAFF_SESSIONS: sessions}


def _batches(use: UseCases) -> Mapping[WorkQueue, BatchHandler]:
    requests = batch_by_type(
        queues.REQUESTS,
        {said.RequestCreated: use.keep_needs.react_to_requests_created},
        {
            said.RequestCancelled: use.end_needs.react_to_request_cancelled,
            said.RequestCompleted: use.end_needs.react_to_request_completed,
            said.RequestClosed: use.end_needs.react_to_request_closed,
            said.RequestAssignmentRequested: use.ask_wished.react_to_assignment_requested,
            said.RequestReferralRequested: use.refer.react_to_referral_requested,
        },
    )
    return {queues.REQUESTS: requests}


def _timers(ports: Ports, use: UseCases) -> Sequence[Loop]:
    lapsed = counted("expired", use.expire.expire_proposal)
    over = counted("week_over", use.end_weeks.end_week)
    forgotten = counted("forgotten", use.forget.forget_applicant)
    return (
        Loop("search_reports", drain(use.report.report_batch)),
        Loop("lapsed_matches", DueRows(ports.due_matches.lapsed, lapsed, "match_id")),
        Loop("weeks_over", DueRows(ports.due_matches.weeks_over, over, "match_id")),
        Loop(
            "unconfirmed_applicants",
            DueRows(ports.due_applicants.unconfirmed, forgotten, "volunteer_id"),
        ),
    )


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
        proposal_pages.router,
        assignment_pages.router,
        reasons_pages.router,
    ),
    wire=wire,
)
