"""What is too old goes, what is younger stays, and nobody waits for it: on a real database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
from uuid_utils.compat import uuid7

from shared.clock import shift
from shared.postgres.types import Connection, Pool
from shared.retention.inventory import read_inventory
from shared.retention.jobs import Job, jobs_of
from shared.retention.loop import (
    BATCH,
    BETWEEN_BATCHES,
    PATIENCE,
    Forget,
    HistoryNotProvenError,
    JobsFailedError,
)
from tests.support.fresh_databases import MakeDatabase
from tests.support.retention.rows import rows_of

SERVICES = ("intake", "matching", "notify", "reporting")
ALL = UUID(int=(1 << 128) - 1)
HOUR = timedelta(hours=1)


class Kept:
    """A service's database with its jobs, and the network's clock in the test's hand."""

    def __init__(self, service: str, owner: Connection, pool: Pool) -> None:
        self.owner, self.pool = owner, pool
        here = Path(str(import_module(f"services.{service}").__file__)).parent
        self.entries = read_inventory().of_service(service)
        self.jobs = jobs_of(service, here, read_inventory())
        rows = rows_of(service)
        self.tables = {name: rows[name] for name, entry in self.entries.items() if entry.job}

    def age(self, table: str) -> timedelta:
        return self.entries[table].age

    async def put(self, table: str) -> None:
        await self.owner.execute(self.tables[table].format(id=f"'{uuid7()}'::uuid"))

    async def count(self, table: str) -> int:
        return int(await self.owner.fetchval(f"SELECT count(*) FROM {table}"))  # noqa: S608  # ours

    async def forget(self) -> None:
        forget = Forget(self.pool, self.jobs)
        while await forget() is not None:
            pass

    async def prove(self) -> None:
        await self.owner.execute(
            "INSERT INTO proven (before) VALUES ($1)"
            " ON CONFLICT (is_only) DO UPDATE SET before = $1",
            ALL,
        )


@pytest.fixture(params=SERVICES)
async def kept(request: pytest.FixtureRequest, database: MakeDatabase) -> AsyncIterator[Kept]:
    made = await database(request.param)
    owner = await asyncpg.connect(made.owner_dsn)
    async with asyncpg.create_pool(made.app_dsn, min_size=0, max_size=4) as pool:
        yield Kept(request.param, owner, pool)
    await owner.close()


async def test_each_thing_goes_when_it_is_too_old_and_not_before(kept: Kept) -> None:
    await kept.prove()
    for table in kept.tables:
        await shift(kept.owner, timedelta())
        await kept.put(table)
        await shift(kept.owner, kept.age(table) - HOUR)
        await kept.forget()
        assert await kept.count(table) == 1, f"{table} went too early"

        await kept.put(table)
        await shift(kept.owner, kept.age(table) + HOUR)
        await kept.forget()

        assert await kept.count(table) == 1, f"{table} holds what is too old"
        assert await kept.owner.fetchval("SELECT count(*) FROM forgotten WHERE things = 1") > 0


async def test_history_that_was_not_proven_stays(kept: Kept) -> None:
    for table in ("outbox", "inbox"):
        await kept.put(table)
    late = kept.age("outbox") + PATIENCE
    await shift(kept.owner, late - HOUR)
    await kept.forget()

    await shift(kept.owner, late + HOUR)
    with pytest.raises(HistoryNotProvenError):  # which the service's health shows
        await kept.forget()

    assert [await kept.count(table) for table in ("outbox", "inbox")] == [1, 1]


async def test_what_is_not_sent_yet_stays_however_old(kept: Kept) -> None:
    await kept.prove()
    await kept.put("outbox")
    await kept.owner.execute("UPDATE outbox SET sent_at = NULL")
    await shift(kept.owner, timedelta(days=1000))

    await kept.forget()

    assert await kept.count("outbox") == 1


@pytest.mark.parametrize("kept", ["intake"], indirect=True)
async def test_a_closed_request_takes_its_key_with_it_for_good(kept: Kept) -> None:
    await kept.put("requests")
    await shift(kept.owner, kept.age("requests") + HOUR)

    await kept.forget()

    assert await kept.count("subject_keys") == 0
    assert await kept.count("subject_erasures") == 1
    counted = await kept.owner.fetchval(
        "SELECT things FROM forgotten WHERE what = 'requests completed'"
    )
    assert counted == 1


@pytest.mark.parametrize("kept", ["intake"], indirect=True)
async def test_a_request_that_is_open_stays_however_old(kept: Kept) -> None:
    await kept.put("requests")
    await kept.owner.execute("UPDATE requests SET state = 'open', closure = NULL")
    await shift(kept.owner, timedelta(days=1000))

    await kept.forget()

    assert (await kept.count("requests"), await kept.count("subject_keys")) == (1, 1)


@pytest.mark.parametrize("kept", ["notify"], indirect=True)
async def test_a_batch_is_small_and_rests_before_the_next(kept: Kept) -> None:
    for _ in range(3):
        await kept.put("deliveries")
    await shift(kept.owner, kept.age("deliveries") + HOUR)
    forget = Forget(kept.pool, kept.jobs, batch=2)

    rests = [await forget() for _ in range(2)]

    assert rests == [BETWEEN_BATCHES, None]
    assert await kept.count("deliveries") == await kept.count("attempts") == 0
    assert BATCH <= 1000


@pytest.mark.parametrize("kept", ["notify"], indirect=True)
async def test_nobody_who_holds_a_row_waits_and_none_is_waited_for(kept: Kept) -> None:
    for _ in range(2):
        await kept.put("deliveries")
    await shift(kept.owner, kept.age("deliveries") + HOUR)
    (first, _) = await kept.owner.fetch("SELECT id FROM deliveries ORDER BY id")

    async with kept.pool.acquire() as writer, writer.transaction():
        await writer.execute("SELECT FROM deliveries WHERE id = $1 FOR UPDATE", first["id"])
        async with asyncio.timeout(20):
            await kept.forget()
        left = await kept.owner.fetch("SELECT id FROM deliveries")

    assert [row["id"] for row in left] == [first["id"]]


@pytest.mark.parametrize("kept", ["notify"], indirect=True)
async def test_a_writer_is_not_blocked_while_a_batch_is_removed(kept: Kept) -> None:
    for _ in range(2):
        await kept.put("deliveries")
    await shift(kept.owner, kept.age("deliveries") + HOUR)
    (job,) = [job for job in kept.jobs if job.name == "forget_deliveries"]

    async with kept.pool.acquire() as remover, remover.transaction():
        await remover.execute(job.query, job.age, 1)
        async with asyncio.timeout(20), kept.pool.acquire() as writer:
            await writer.execute("SET lock_timeout = '5s'")
            changed = await writer.execute(
                "UPDATE deliveries SET handled_at = NULL"
                " WHERE id = (SELECT max(id::text)::uuid FROM deliveries)"
            )

    assert changed == "UPDATE 1"


@pytest.mark.parametrize("kept", ["notify"], indirect=True)
async def test_a_locked_table_makes_a_job_give_up_and_the_others_go_on(kept: Kept) -> None:
    for table in ("deliveries", "parked_audit"):
        await kept.put(table)
    await shift(kept.owner, timedelta(days=1000))

    async with kept.pool.acquire() as holder, holder.transaction():
        await holder.execute("LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(JobsFailedError):
            async with asyncio.timeout(20):
                await Forget(kept.pool, kept.jobs)()

    assert (await kept.count("deliveries"), await kept.count("parked_audit")) == (1, 0)


@pytest.mark.parametrize("kept", ["notify"], indirect=True)
async def test_of_two_processes_one_removes(kept: Kept) -> None:
    await kept.put("parked_audit")
    await shift(kept.owner, timedelta(days=1000))
    leads = "SELECT pg_try_advisory_xact_lock(hashtextextended('retention', 0))"

    async with kept.pool.acquire() as other, other.transaction():
        assert await other.fetchval(leads)
        await kept.forget()
        assert await kept.count("parked_audit") == 1
    await kept.forget()

    assert await kept.count("parked_audit") == 0


async def test_each_job_finds_its_rows_by_an_index(kept: Kept) -> None:
    async with kept.pool.acquire() as connection:
        await connection.execute("SET enable_seqscan = off")
        scanned = [job.name for job in kept.jobs if await _scans(connection, job)]

    assert scanned == []


async def _scans(connection: Connection, job: Job) -> bool:
    plan = await connection.fetch(
        "EXPLAIN " + job.query.replace("$1", f"'{job.age.days} days'").replace("$2", "500")
    )
    tables = {"outbox", "inbox", "deliveries", "requests", "needs", "contact_views", "sign_ins"}
    tables |= {"staff_sessions", "subject_erasures", "confirmations", "member_links", "recalls"}
    tables |= {"invited_addresses"}
    return any(f"Seq Scan on {table}" in row[0] for row in plan for table in tables)
