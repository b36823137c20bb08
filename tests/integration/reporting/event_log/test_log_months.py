"""The log lies in a table a month; what was there before stays, and nothing is ever refused."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.reporting.event_log.store.log import PostgresJourneys
from services.reporting.event_log.store.months import PostgresMonths
from services.reporting.migrations import COMPONENTS
from services.reporting.operating import check_log, rebuild
from services.reporting.work import ReportingWork, store_over
from shared.clock import shift
from shared.postgres.migrations import migrate
from shared.postgres.pool import open_pool
from shared.postgres.rights import read_rights
from shared.postgres.types import Pool
from tests.support.fresh_databases import FreshDatabases
from tests.support.reporting.building import helped, named
from tests.support.reporting.stories import STORIES, record

PLACES = "SELECT tableoid::regclass::text AS place, count(*) FROM event_log GROUP BY 1 ORDER BY 1"
CHANGES = ("UPDATE {} SET type = ''", "DELETE FROM {}", "TRUNCATE {}")

FACTS_OF_TODAY: Final = ("0156", "0161")
"""What whoever writes in these tests, who is of today, notes beside the log."""


async def places(pool: Pool) -> dict[str, int]:
    return {row["place"]: row["count"] for row in await pool.fetch(PLACES)}


def month(moment: datetime) -> str:
    return f"event_log_{moment:%Y_%m}"


async def test_facts_lie_in_the_month_in_which_they_came(made: Addresses, pool: Pool) -> None:
    owner, store, one = await asyncpg.connect(made.owner_dsn), store_over(pool), len(helped("one"))
    now = datetime.now(UTC)
    later, latest = now + timedelta(days=200), now + timedelta(days=400)

    await record(store, *helped("one"))
    await shift(owner, later - now)
    await record(store, *helped("two"))
    await PostgresMonths(pool).make_ahead()
    await shift(owner, latest - now)
    await PostgresMonths(pool).make_ahead()
    await record(store, *helped("three"))
    await PostgresMonths(pool).make_ahead()

    assert await places(pool) == {month(now): one, "event_log_other": one, month(latest): one}
    assert len(await PostgresJourneys(pool).journey(named("two"))) == one
    parts = await owner.fetch(
        "SELECT inhrelid::regclass::text FROM pg_inherits"
        " WHERE inhparent = 'event_log'::regclass ORDER BY 1"
    )
    for (part,), change in [(part, change) for part in parts for change in CHANGES]:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await owner.execute(change.format(part))
    await owner.close()
    assert (await check_log(made.app_dsn)).events == 3 * one
    assert (await rebuild(made.owner_dsn)).agrees


@pytest.fixture
async def old(fresh_databases: FreshDatabases, tmp_path: Path) -> AsyncIterator[Addresses]:
    *parts, (name, own) = COMPONENTS
    for file in own.glob("0*.sql"):
        if file.name < "0133" or file.name[:4] in FACTS_OF_TODAY:
            shutil.copy(file, tmp_path)
    made = await fresh_databases.make("reporting", (*parts, (name, tmp_path)))
    yield made
    await fresh_databases.drop(made)


async def test_a_log_of_before_is_taken_over_beside_whoever_writes(
    old: Addresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 0148: a process of before keeps no situation picture
    monkeypatch.setattr(ReportingWork, "views", ())
    stories = [event for number in range(40) for event in helped(f"story {number}")]
    rights = read_rights(COMPONENTS[-1][1])
    async with open_pool(old.app_dsn, name="reporting") as pool:
        store = store_over(pool)
        await record(store, *STORIES)
        assert await places(pool) == {"event_log": len(STORIES)}

        async with asyncio.TaskGroup() as group:
            group.create_task(record(store, *stories, batch=3))
            await migrate(old.owner_dsn, COMPONENTS, old.app_role, "after", rights)
        await record(store, *helped("one more"))
        everything = len({event.id for event in (*STORIES, *stories, *helped("one more"))})
        assert await places(pool) == {"event_log_first": everything}
    checked = await check_log(old.app_dsn)

    assert (checked.holds, checked.before + checked.events) == (True, everything)
    assert checked.before >= len(STORIES)
    await rebuild(old.owner_dsn, ["picture"])
    assert (await rebuild(old.owner_dsn)).agrees
