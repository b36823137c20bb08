"""Composition root: the one module that knows every concrete class of matching."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from fastapi import FastAPI
from uuid_utils.compat import uuid7

from services.matching import queues
from services.matching.engine.rules.solver import compiled_or_plain
from services.matching.handlers.answering import Answering
from services.matching.handlers.assigning import Assigning
from services.matching.handlers.choosing import Choosing, Rules
from services.matching.handlers.enrolling import Enrolling
from services.matching.handlers.granting import Granting
from services.matching.handlers.knowing import NearbyPicture, Picture
from services.matching.handlers.needing import Needing
from services.matching.handlers.reasoning import Reasoning
from services.matching.handlers.timing import Timing
from services.matching.handlers.withdrawing import Withdrawing
from services.matching.handlers.writing import Letters, Links
from services.matching.ports.proposals import DueMatches
from services.matching.ports.reasons import Reasons
from services.matching.ports.volunteers import DueApplicants
from services.matching.ports.work import Work
from services.matching.settings import Settings
from services.matching.store.homes import place_of
from services.matching.store.matches import PostgresDueMatches
from services.matching.store.postgres import MatchingWork, store_over
from services.matching.store.reasoning import PostgresReasons
from services.matching.store.volunteers import PostgresDueApplicants
from services.matching.web.desk import Desk
from services.matching.web.routes import routes
from services.matching.wording import Words
from shared.chance import Chance
from shared.contracts import intake as said
from shared.loops import DueRows, Loop, drain, probes_of, supervised
from shared.messaging.batching import BatchHandler
from shared.messaging.dispatch import batch_by_type, by_type
from shared.messaging.outbox import Outbox
from shared.messaging.receiving import Handler
from shared.messaging.running import Messaging, open_messaging
from shared.messaging.topology import WorkQueue
from shared.postgres.pool import ACQUIRE_SECONDS, open_pool
from shared.postgres.types import Pool
from shared.sealing.box import seal_for
from shared.sealing.keyring import KeyRing
from shared.sealing.notices import Notice
from shared.sealing.tokens import new_token
from shared.sealing.vault import Vault
from shared.telemetry.health import Readiness, Report
from shared.web.app import build_app
from shared.web.contact import read_contact
from shared.web.pages import Pages, open_pages
from shared.web.sessions import FindSession, KeepSessions, find_in
from shared.work import Store

HERE = Path(__file__).parent
CHANCE = Chance(uuid7, new_token)
HELSINKI = ZoneInfo("Europe/Helsinki")


def now() -> datetime:
    """Read the clock; everything else is told the time."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Running:
    """What exists only while the service runs."""

    messaging: Messaging | None = None
    matchmaker: Loop | None = None
    desk: Desk | None = None
    readiness: Readiness = field(default_factory=lambda: Readiness({}))

    def hint(self) -> None:
        """Tell relay and matchmaker that there is work; before they run it just waits."""
        if self.messaging is not None:
            self.messaging.hint()
        if self.matchmaker is not None:
            self.matchmaker.wake()

    def get_desk(self) -> Desk:
        """Give the desk; pages are served only while the service runs."""
        if self.desk is None:
            raise RuntimeError
        return self.desk

    async def report(self) -> Report:
        """Say how the service is."""
        return await self.readiness.report()


@dataclass(frozen=True, slots=True)
class Roster:
    """The use cases over one store; tests put a fake behind it."""

    store: Store[Work]
    due_matches: DueMatches
    due_applicants: DueApplicants
    letters: Letters
    rules: Rules
    reasons: Reasons
    find_session: FindSession

    def desk(self) -> Desk:
        """Give what the pages work with."""
        granting = Granting(self.letters, now, CHANCE)
        return Desk(
            enrolling=Enrolling(self.store, self.letters, CHANCE),
            answering=Answering(self.store, granting, Withdrawing(self.letters)),
            assigning=Assigning(self.store, granting, self.letters, now, CHANCE),
            reasoning=Reasoning(self.reasons),
            find_session=self.find_session,
        )

    def reactions(self) -> dict[WorkQueue, Handler]:
        """Say which queue feeds which reaction."""
        keeping = KeepSessions(self.store)
        sessions = by_type(
            queues.STAFF_SESSIONS,
            {
                said.StaffSessionOpened: keeping.on_staff_session_opened,
                said.StaffSessionClosed: keeping.on_staff_session_closed,
            },
        )
        return {queues.STAFF_SESSIONS: sessions}

    def batches(self) -> dict[WorkQueue, BatchHandler]:
        """Say which queue is taken many at once."""
        needing = Needing(self.store, self.letters)
        requests = batch_by_type(
            queues.REQUESTS,
            {said.RequestCreated: needing.on_requests_created},
            {
                said.RequestCancelled: needing.on_request_cancelled,
                said.RequestCompleted: needing.on_request_completed,
                said.RequestClosed: needing.on_request_closed,
            },
        )
        return {queues.REQUESTS: requests}

    def matchmaker(self, kind: type[Picture] = Picture) -> Loop:
        """Give the loop that chooses: at once when something became due here, else every second."""
        picture = kind(compiled_or_plain().gather)
        choosing = Choosing(self.store, picture, self.letters, CHANCE, self.rules)
        return Loop("matchmaker", drain(choosing.round))

    def timers(self) -> Sequence[Loop]:
        """Give the loops of what time alone brings about."""
        timing = Timing(self.store)
        lapsed = DueRows(self.due_matches.lapsed, timing.expire, "match_id")
        over = DueRows(self.due_matches.weeks_over, timing.end_week, "match_id")
        forgotten = DueRows(self.due_applicants.unconfirmed, timing.forget, "volunteer_id")
        return (
            Loop("lapsed_matches", lapsed),
            Loop("weeks_over", over),
            Loop("unconfirmed_applicants", forgotten),
        )


def build(settings: Settings) -> FastAPI:
    """Build the application; nothing is opened before its lifespan starts."""
    running, shown = Running(), pages(settings.contact_file)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with _open(settings, shown, running):
            yield

    return build_app(
        title="Porukalla: matching",
        lifespan=lifespan,
        routers=[routes(running.get_desk)],
        readiness=running.report,
        pages=shown,
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


def letters(settings: Settings, shown: Pages) -> Letters:
    """Give what writes to volunteers, sealed for notify."""

    def seal(notice: Notice) -> str:
        return seal_for(settings.notify_public_key, notice.to_json())

    return Letters(seal, Links(settings.origin), Words(shown.catalogues), now, CHANCE)


def rules(settings: Settings) -> Rules:
    """Give how this installation chooses; the compiled loops where they are installed."""
    solve = compiled_or_plain().solve
    return Rules(settings.policy, solve, place_of, lambda now: now.astimezone(HELSINKI))


@asynccontextmanager
async def _open(settings: Settings, shown: Pages, running: Running) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        opened = open_pool(str(settings.postgres_url), name="matching")
        pool = await stack.enter_async_context(opened)
        roster = Roster(
            store=_store(settings, pool, running),
            due_matches=PostgresDueMatches(pool),
            due_applicants=PostgresDueApplicants(pool),
            letters=letters(settings, shown),
            rules=rules(settings),
            reasons=PostgresReasons(pool),
            find_session=find_in(pool, timeout=ACQUIRE_SECONDS),
        )
        kind = Picture if settings.roster == "memory" else NearbyPicture
        running.matchmaker = roster.matchmaker(kind)
        messaging = await stack.enter_async_context(
            open_messaging(
                rabbit_url=str(settings.rabbit_url),
                pool=pool,
                service="matching",
                reactions=roster.reactions(),
                batches=roster.batches(),
            )
        )
        running.messaging = messaging
        loops = (running.matchmaker, *roster.timers())
        await stack.enter_async_context(supervised(loops))
        running.desk = roster.desk()
        running.readiness = Readiness({**messaging.probes, **probes_of(loops)})
        yield


def _store(settings: Settings, pool: Pool, running: Running) -> Store[MatchingWork]:
    return store_over(
        pool=pool,
        outbox=Outbox("porukalla/matching", now, uuid7),
        vault=Vault(KeyRing.from_text(settings.sealing_keys.get_secret_value())),
        hint=running.hint,
    )
