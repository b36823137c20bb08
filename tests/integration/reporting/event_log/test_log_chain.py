"""Whatever is done to the log behind its back is found, at the position where it was done."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from deploy.local.databases import Addresses
from deploy.local.databases import named as database_of
from services.reporting.event_log.model import Anchor, Checked
from services.reporting.event_log.rules.anchors import read_anchor
from services.reporting.event_log.store.chain import PostgresChain
from services.reporting.event_log.use_cases.check_log import CheckLog
from services.reporting.operating import check_log, log_anchor, rebuild
from services.reporting.work import store_over
from shared.postgres.pool import connected
from shared.postgres.types import Connection, Pool
from tests.support.fresh_databases import FreshDatabases
from tests.support.reporting.building import created, helped
from tests.support.reporting.stories import STORIES, record

TAMPERED = {
    "UPDATE event_log SET body = jsonb_set(body, '{data,minutes}', '1') WHERE position = 5": 5,
    "UPDATE event_log SET occurred_at = occurred_at + interval '1 us' WHERE position = 7": 7,
    "UPDATE event_log SET recorded_at = recorded_at - interval '1 us' WHERE position = 1": 1,
    "UPDATE event_log SET exercise = NOT exercise WHERE position = 4": 4,
    "DELETE FROM event_log WHERE position = 5": 6,
    "DELETE FROM event_log WHERE position = 8": 8,
    "DELETE FROM event_log WHERE position BETWEEN 5 AND 8": 8,
    """
    UPDATE event_log AS row SET body = other.body FROM event_log AS other
    WHERE row.position + other.position = 13 AND abs(row.position - other.position) = 1
    """: 6,
    """
    INSERT INTO event_log (
        position, event_id, type, subject, subject_version, correlation_id, occurred_at, exercise,
        body, activation_id
    ) OVERRIDING SYSTEM VALUE
    SELECT 1000, gen_random_uuid(), type, subject, 9, correlation_id, occurred_at, exercise, body,
        activation_id
    FROM event_log WHERE position = 3
    """: 1000,
    "DELETE FROM log_links WHERE position = 8": 5,
    "UPDATE log_links SET hash = sha256('') WHERE position = 8": 8,
    "UPDATE log_links SET events = 0 WHERE position = 8": 8,
}
"""What a superuser does, and where the log ceases to hold: in batches of four."""


@pytest.fixture
async def superuser(made: Addresses, fresh_databases: FreshDatabases) -> AsyncIterator[Connection]:
    name = made.owner_dsn.rpartition("/")[2]
    async with connected(database_of(fresh_databases.admin_dsn, name)) as connection:
        yield connection


async def looked_at(connection: Connection, *anchors: Anchor) -> Checked:
    return await CheckLog(PostgresChain(connection)).check_log(anchors)


async def test_each_change_is_found_where_it_was_made(
    made: Addresses, pool: Pool, superuser: Connection
) -> None:
    assert await log_anchor(made.app_dsn) is None
    assert (await check_log(made.app_dsn)).holds
    await record(store_over(pool), *STORIES, batch=4)
    line = await log_anchor(made.app_dsn)
    assert line is not None

    whole = await check_log(made.app_dsn, [line])
    found = {each: await tried(superuser, each) for each in TAMPERED}

    assert (whole.holds, whole.events, whole.before) == (True, len(STORIES), 0)
    assert found == TAMPERED
    assert (await check_log(made.app_dsn, [line])).holds


async def tried(superuser: Connection, statement: str) -> int | None:
    transaction = superuser.transaction()
    await transaction.start()
    await superuser.execute("SET LOCAL session_replication_role = replica")
    await superuser.execute(statement)
    found = (await looked_at(superuser)).broken_at
    await transaction.rollback()
    return found


async def test_what_was_cut_off_or_made_anew_contradicts_what_was_published(
    made: Addresses, pool: Pool, superuser: Connection
) -> None:
    await record(store_over(pool), *helped("one"), batch=4)
    published = read_anchor(await log_anchor(made.app_dsn) or "")
    await superuser.execute("SET session_replication_role = replica")
    await superuser.execute("DELETE FROM event_log WHERE position > 4")
    await superuser.execute("DELETE FROM log_links WHERE position > 4")

    cut = await looked_at(superuser, published)
    await superuser.execute("SET session_replication_role = origin")
    await record(store_over(pool), created("two"))
    anew = await looked_at(superuser, published)

    assert (cut.broken_at, cut.contradicted) == (None, [published])
    assert (anew.broken_at, anew.contradicted) == (None, [published])


async def test_writers_at_once_and_one_that_is_killed_leave_one_whole_chain(
    made: Addresses, pool: Pool, superuser: Connection
) -> None:
    store = store_over(pool)
    stories = [helped(f"story {number}") for number in range(12)]
    dying = await asyncpg.connect(made.app_dsn)
    dead = dying.transaction()
    await dead.start()
    await store.work(dying).event_log.append(helped("never stored"))

    async with asyncio.TaskGroup() as group:
        for at in range(3):
            told = [event for story in stories[at::3] for event in story]
            group.create_task(record(store, *told, batch=5))
        pid = dying.get_server_pid()
        group.create_task(superuser.execute(f"SELECT pg_terminate_backend({pid}, 5000)"))
    dying.terminate()
    checked = await check_log(made.app_dsn)

    assert (checked.holds, checked.events) == (True, sum(map(len, stories)))
    links = await pool.fetch("SELECT position FROM log_links ORDER BY linked_at")
    positions = [row["position"] for row in links]
    assert positions == sorted(positions)
    assert (await rebuild(made.owner_dsn)).agrees
