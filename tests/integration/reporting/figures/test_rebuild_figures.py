"""The projections come out of the log alone, the same every time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.reporting.event_log.store import log
from services.reporting.event_log.use_cases.rebuild import AlreadyRebuildingError
from services.reporting.figures.model.proof import Counts
from services.reporting.figures.ports import FiguresWork
from services.reporting.figures.store.figures import PostgresFigures
from services.reporting.operating import UnknownProjectionError, projection_hash, rebuild
from services.reporting.work import store_over
from shared.postgres.types import Pool
from shared.work import Store
from tests.support.messaging import until
from tests.support.reporting.building import helped
from tests.support.reporting.stories import IN_ORDER, STORIES, TODAY, record


async def test_live_rebuilt_and_recounted_are_the_same(made: Addresses, pool: Pool) -> None:
    await record(store_over(pool), *STORIES, batch=3)
    live = await projection_hash(made.owner_dsn)

    rebuilt = await rebuild(made.owner_dsn)

    assert rebuilt.agrees
    assert live == await projection_hash(made.owner_dsn) != ""
    assert rebuilt.made.facts == len(STORIES)
    assert rebuilt.proved.recounted == Counts(
        requests=5,
        completed=3,
        matches=4,
        minutes=135,
        activities=5,
        headcount=173,
        calls=4,
        missed_calls=4,
    )
    assert await PostgresFigures(pool).count(TODAY) == IN_ORDER


async def test_a_spoilt_projection_is_found_and_mended(made: Addresses, pool: Pool) -> None:
    await record(store_over(pool), *STORIES)
    await pool.execute("UPDATE requests SET completed_at = NULL; DELETE FROM hours")

    found = await rebuild(made.owner_dsn)
    after = await rebuild(made.owner_dsn)

    assert found.made.differing == {"requests": 3, "hours": 3}
    assert found.proved.agrees
    assert after.agrees
    assert await PostgresFigures(pool).count(TODAY) == IN_ORDER


async def test_an_empty_log_rebuilds_to_nothing(made: Addresses) -> None:
    rebuilt = await rebuild(made.owner_dsn)

    assert rebuilt.agrees
    assert rebuilt.made.facts == 0


async def test_facts_that_come_while_rebuilding_are_there_once(made: Addresses, pool: Pool) -> None:
    store = store_over(pool)
    stories = [event for number in range(60) for event in helped(f"story {number}")]

    async with asyncio.TaskGroup() as group:
        group.create_task(record(store, *stories, batch=7))
        meanwhile = [await rebuild(made.owner_dsn) for _ in range(2)]
    last = await rebuild(made.owner_dsn)

    assert all(each.agrees for each in (*meanwhile, last))
    assert last.made.facts == len(stories)
    assert (await PostgresFigures(pool).count(TODAY)).totals.completed == 60


async def test_who_is_storing_at_the_swap_is_waited_for_and_who_comes_then_waits(
    made: Addresses, pool: Pool
) -> None:
    store = store_over(pool)
    await record(store, *STORIES)
    before, during = helped("before the swap"), helped("during the swap")

    held = HeldStore(store)
    storing = asyncio.create_task(record(held, *before))
    await held.is_stored.wait()
    rebuilding = asyncio.create_task(rebuild(made.owner_dsn))
    await until(lambda: _waiting(pool, 1))
    recording = asyncio.create_task(record(store, *during))
    await until(lambda: _waiting(pool, 2))
    held.may_end.set()
    await storing
    rebuilt = await rebuilding
    await recording

    assert rebuilt.agrees
    assert rebuilt.made.facts == len(STORIES) + len(before)
    assert (await rebuild(made.owner_dsn)).agrees
    assert (await PostgresFigures(pool).count(TODAY)).totals.completed == 4


async def test_a_rebuild_that_was_killed_goes_on_where_it_was(
    made: Addresses, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "CHUNK", 5)
    await record(store_over(pool), *STORIES)
    await pool.execute("DELETE FROM hours")
    before = await projection_hash(made.owner_dsn)

    (error,) = await asyncio.gather(
        rebuild(made.owner_dsn, tell=_dies_at(20)), return_exceptions=True
    )
    assert isinstance(error, KilledError)
    assert await projection_hash(made.owner_dsn) == before
    await record(store_over(pool), *helped("after the kill"))
    await _killed_at_the_swap(made, pool)
    assert await pool.fetchval("SELECT count(*) FROM hours") == 1
    rebuilt = await rebuild(made.owner_dsn)

    assert rebuilt.made.resumed_at >= 20
    assert rebuilt.made.facts == len(STORIES) + len(helped("after the kill"))
    assert rebuilt.made.differing == {"hours": 3}
    assert rebuilt.proved.agrees
    assert (await rebuild(made.owner_dsn)).made.resumed_at == 0


async def test_one_projection_is_made_anew_alone(made: Addresses, pool: Pool) -> None:
    await record(store_over(pool), *STORIES)
    await pool.execute("DELETE FROM hours; DELETE FROM calls")

    calls = await rebuild(made.owner_dsn, ["calls"])
    rest = await rebuild(made.owner_dsn)

    assert calls.made.differing == {"calls": 4}
    assert not calls.proved.agrees
    assert rest.made.differing == {"hours": 3}
    assert await pool.fetchval("SELECT count(*) FROM outbox") == 0
    with pytest.raises(UnknownProjectionError):
        await rebuild(made.owner_dsn, ["dreams"])


async def test_what_was_begun_for_others_is_not_gone_on_with(made: Addresses, pool: Pool) -> None:
    await record(store_over(pool), *STORIES)
    await asyncio.gather(rebuild(made.owner_dsn, tell=_dies_at(1)), return_exceptions=True)

    calls = await rebuild(made.owner_dsn, ["calls"])

    assert (calls.made.resumed_at, calls.made.facts) == (0, len(STORIES))
    assert calls.agrees


@dataclass
class HeldStore:
    """Transactions that have stored everything and do not end yet."""

    store: Store[FiguresWork]
    is_stored: asyncio.Event = field(default_factory=asyncio.Event)
    may_end: asyncio.Event = field(default_factory=asyncio.Event)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[FiguresWork]:
        async with self.store.begin() as work:
            yield work
            self.is_stored.set()
            await self.may_end.wait()


class KilledError(Exception):
    """The process is gone."""


def _dies_at(position: int) -> Callable[[int, int], None]:
    def tell(reached: int, _: int) -> None:
        if reached >= position:
            raise KilledError

    return tell


async def _killed_at_the_swap(made: Addresses, pool: Pool) -> None:
    blocker = await asyncpg.connect(made.owner_dsn)
    await blocker.execute("BEGIN; LOCK TABLE activities IN SHARE MODE")
    swapping = asyncio.create_task(rebuild(made.owner_dsn))
    await until(lambda: _waiting(pool, 1))
    with pytest.raises(AlreadyRebuildingError):
        await rebuild(made.owner_dsn)
    await blocker.execute(KILL)
    (error,) = await asyncio.gather(swapping, return_exceptions=True)
    await blocker.close()
    assert isinstance(error, asyncpg.PostgresError | asyncpg.InterfaceError)


KILL = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_locks
JOIN pg_database ON pg_database.oid = database
WHERE datname = current_database() AND NOT granted AND relation = 'activities'::regclass
"""


async def _waiting(pool: Pool, those: int) -> bool:
    waiting = "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
    mine = "datname = current_database() AND NOT granted"
    return bool(await pool.fetchval(f"{waiting} WHERE {mine}") >= those)
