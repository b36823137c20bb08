"""The projections come out of the log alone, the same every time."""

import asyncio

import asyncpg

from deploy.local.databases import Addresses
from services.reporting.figures.model.proof import Counts
from services.reporting.figures.store.figures import PostgresFigures
from services.reporting.operating import projection_hash, rebuild
from services.reporting.work import store_over
from shared.postgres.types import Pool
from tests.support.messaging import until
from tests.support.reporting.building import helped
from tests.support.reporting.stories import IN_ORDER, STORIES, TODAY, record


async def test_live_rebuilt_and_recounted_are_the_same(made: Addresses, pool: Pool) -> None:
    await record(store_over(pool), *STORIES, batch=3)
    live = await projection_hash(made.owner_dsn)

    rebuilt = await rebuild(made.owner_dsn)

    assert rebuilt.agrees
    assert rebuilt.live == live == await projection_hash(made.owner_dsn)
    assert rebuilt.facts == len(STORIES)
    assert rebuilt.recounted == Counts(
        requests=5, completed=3, matches=4, minutes=135, activities=5, headcount=173, calls=4
    )
    assert await PostgresFigures(pool).count(TODAY) == IN_ORDER


async def test_a_spoilt_projection_is_found_and_mended(made: Addresses, pool: Pool) -> None:
    await record(store_over(pool), *STORIES)
    await pool.execute("UPDATE requests SET completed_at = NULL; DELETE FROM hours")

    found = await rebuild(made.owner_dsn)
    after = await rebuild(made.owner_dsn)

    assert not found.agrees
    assert found.counted == found.recounted
    assert after.agrees
    assert await PostgresFigures(pool).count(TODAY) == IN_ORDER


async def test_an_empty_log_rebuilds_to_nothing(made: Addresses) -> None:
    rebuilt = await rebuild(made.owner_dsn)

    assert rebuilt.agrees
    assert rebuilt.facts == 0


async def test_facts_that_come_while_rebuilding_are_not_lost(made: Addresses, pool: Pool) -> None:
    store = store_over(pool)
    stories = [event for number in range(60) for event in helped(f"story {number}")]

    async with asyncio.TaskGroup() as group:
        group.create_task(record(store, *stories, batch=7))
        rebuilds = [group.create_task(rebuild(made.owner_dsn)) for _ in range(3)]
    last = await rebuild(made.owner_dsn)

    assert all(each.result().agrees for each in rebuilds)
    assert last.agrees
    assert last.facts == len(stories)
    assert (await PostgresFigures(pool).count(TODAY)).totals.completed == 60


async def test_a_rebuild_that_is_cut_off_changes_nothing(made: Addresses, pool: Pool) -> None:
    await record(store_over(pool), *STORIES)
    await pool.execute("DELETE FROM hours")
    before = await projection_hash(made.owner_dsn)
    blocker = await asyncpg.connect(made.owner_dsn)
    await blocker.execute("BEGIN; LOCK TABLE activities IN SHARE MODE")

    task = asyncio.create_task(rebuild(made.owner_dsn))
    await until(lambda: _is_blocked(pool))
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await blocker.close()

    assert await projection_hash(made.owner_dsn) == before


async def _is_blocked(pool: Pool) -> bool:
    waiting = "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
    mine = "datname = current_database() AND NOT granted"
    return bool(await pool.fetchval(f"{waiting} WHERE {mine}"))
