"""The store in PostgreSQL behaves as every store must, and keeps its log unchanged."""

import asyncio

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.reporting.directory.store import PostgresPartnerReader
from services.reporting.event_log.store.log import PostgresJourneys
from services.reporting.explorer.store import PostgresEventLooks, PostgresEventReader
from services.reporting.figures.store.figures import PostgresFigures
from services.reporting.figures.use_cases.record_facts import RecordFacts
from services.reporting.projects.use_cases.enter import EnterCounts
from services.reporting.work import store_over
from shared.postgres.types import Pool
from shared.web.session_cookies import IsClosed
from shared.web.sessions import closed_in
from tests.support.reporting.building import created, helped
from tests.support.reporting.directory.store_contract import Directory, DirectoryContract
from tests.support.reporting.event_log.store_contract import EventLogContract
from tests.support.reporting.explorer.store_contract import Explored, ExplorerContract
from tests.support.reporting.figures.store_contract import FiguresContract
from tests.support.reporting.projects.store_contract import EnteredCountsContract, entering
from tests.support.reporting.stories import IN_ORDER, STORIES, TODAY, Ground, record
from tests.support.web.sessions_contract import Hear, HearingContract


class TestPostgresStore(FiguresContract, EventLogContract, ExplorerContract, DirectoryContract):
    @pytest.fixture
    def ground(self, pool: Pool) -> Ground:
        return Ground(store_over(pool), PostgresFigures(pool), PostgresJourneys(pool))

    @pytest.fixture
    def explored(self, pool: Pool) -> Explored:
        return Explored(store_over(pool), PostgresEventReader(pool), PostgresEventLooks(pool))

    @pytest.fixture
    def directory(self, pool: Pool) -> Directory:
        return Directory(store_over(pool), PostgresPartnerReader(pool))

    async def test_consumers_at_once_agree(self, ground: Ground) -> None:
        halves = [STORIES[at::4] + STORIES[::-3] for at in range(4)]

        await asyncio.gather(*(record(ground.store, *half, batch=3) for half in halves))

        assert await ground.figures.count(TODAY) == IN_ORDER


class TestPostgresEnteredCounts(EnteredCountsContract):
    @pytest.fixture
    def at(self, pool: Pool) -> EnterCounts:
        return entering(store_over(pool))


class TestHearingOfSessions(HearingContract):
    @pytest.fixture
    def hear(self, pool: Pool) -> Hear:
        return lambda event: RecordFacts(store_over(pool)).record_facts([event])

    @pytest.fixture
    def is_closed(self, pool: Pool) -> IsClosed:
        return closed_in(pool)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event_log SET type = 'request.closed'",
        "DELETE FROM event_log",
        "TRUNCATE event_log",
    ],
)
@pytest.mark.parametrize("role", ["owner_dsn", "app_dsn"])
async def test_the_log_can_only_grow(made: Addresses, pool: Pool, role: str, change: str) -> None:
    await record(store_over(pool), created("one"))
    connection = await asyncpg.connect(getattr(made, role))

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute(change)
    await connection.close()

    assert await pool.fetchval("SELECT count(*) FROM event_log") == 1


async def test_the_log_keeps_the_message_as_it_came(pool: Pool) -> None:
    await record(store_over(pool), *helped("one"))

    row = await pool.fetchrow(
        "SELECT event_id, subject, subject_version, correlation_id, occurred_at, exercise"
        " FROM event_log WHERE type = 'request.created'"
    )

    event = created("one")
    assert row is not None
    assert tuple(row) == (
        event.id,
        event.subject,
        event.subjectversion,
        event.correlationid,
        event.time,
        event.exercise,
    )
