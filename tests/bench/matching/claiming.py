"""Durable claims through the service's own code: how fast, and that nothing is claimed twice."""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import asyncpg
from uuid_utils.compat import uuid7

from services.matching.migrations import COMPONENTS
from services.matching.needs.use_cases import KeepNeeds
from services.matching.work import store_over
from shared.messaging.outbox import Outbox
from shared.postgres.places import Places
from shared.postgres.pool import open_pool
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.vault import Vault
from tests.bench.matching.peopling import people, requests
from tests.bench.measuring import Goal, Row, alone
from tests.support.fresh_databases import FreshDatabases
from tests.support.matching.weeks import OVER

ROOT: Final = Path(__file__).parents[3]
BATCH: Final = 500
LARGEST: Final = (1_000_000, 10_000)
CORES: Final = 2
"""The goal is for two cores."""
TWICE: Final = """
SELECT count(*) FROM (
    SELECT FROM matches GROUP BY request_id, volunteer_id HAVING count(*) > 1
    UNION ALL
    SELECT FROM matches JOIN needs USING (request_id)
    WHERE matches.state = 'open' GROUP BY request_id, urgency
    HAVING count(*) > CASE urgency WHEN 'today' THEN 8 WHEN 'within_2_days' THEN 2 ELSE 1 END
) AS wrong
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What happened to one burst."""

    seconds: float
    proposed: int
    over: int
    twice: int
    ready_seconds: float


async def claim_rows(admin_dsn: str, *, full: bool) -> list[Row]:
    """Measure bursts at one, two and four processes, and the largest one at two."""
    rows = await _bursts(admin_dsn, (20_000, 2_000) if full else (5_000, 300), (1, 2, 4))
    return rows + (await _bursts(admin_dsn, LARGEST, (CORES,)) if full else [])


async def _bursts(admin_dsn: str, size: tuple[int, int], workers: Sequence[int]) -> list[Row]:
    helpers, needs = size
    async with _roster(admin_dsn, helpers) as (dsn, ring):
        return [
            row
            for number in workers
            for row in _rows_of(await _burst(dsn, ring, needs, number), size, number)
        ]


def _rows_of(run: Run, size: tuple[int, int], workers: int) -> list[Row]:
    helpers, needs = size
    name = f"{needs:,} requests, {helpers:,} volunteers, {workers} processes"
    within = Goal("<=", 5.0) if size == LARGEST else None
    return [
        alone(f"{name}: all proposed, durably", run.seconds, "s", within),
        alone(f"{name}: proposals a second", run.proposed / run.seconds, "/s"),
        alone(f"{name}: over their week", run.over, "", Goal("<=", 0)),
        alone(f"{name}: proposed twice", run.twice, "", Goal("<=", 0)),
        alone(f"{name}: reading the roster at the start", run.ready_seconds, "s"),
    ]


@asynccontextmanager
async def _roster(admin_dsn: str, helpers: int) -> AsyncIterator[tuple[str, str]]:
    databases, ring = FreshDatabases(admin_dsn), new_ring_key("k1")
    made = await databases.make("matching", COMPONENTS)
    try:
        await people(made.owner_dsn, ring, helpers)
        yield made.owner_dsn, ring
    finally:
        await databases.drop(made)


async def _burst(dsn: str, ring: str, needs: int, workers: int) -> Run:
    await _reset(dsn)
    async with (
        _workers(dsn, ring, workers) as running,
        open_pool(dsn, name="burst", places=Places(work=2)) as pool,
    ):
        ready = [json.loads(await _line(each)) for each in running]
        events = requests(needs)
        store = store_over(
            pool, Outbox("x", lambda: datetime.now(UTC), uuid7), Vault(KeyRing.from_text(ring)), _no
        )
        started = time.perf_counter()
        for at in range(0, needs, BATCH):
            await KeepNeeds(store).react_to_requests_created(events[at : at + BATCH])
        for each in running:
            _go(each)
        done = [json.loads(await _line(each)) for each in running]
        seconds = time.perf_counter() - started
        proposed = await pool.fetchval("SELECT count(*) FROM matches")
        over, twice = len(await pool.fetch(OVER)), await pool.fetchval(TWICE)
        await asyncio.gather(*(each.wait() for each in running))
    if sum(each["moved"] for each in done) < needs:
        raise RuntimeError(done)
    return Run(seconds, proposed, over, twice, max(each["ready_seconds"] for each in ready))


async def _reset(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("TRUNCATE matches, needs, decisions, outbox, inbox CASCADE")
        await connection.execute(
            "UPDATE volunteers SET load = 0, rested_at = now() WHERE load > 0 OR rested_at > now()"
        )
    finally:
        await connection.close()


@asynccontextmanager
async def _workers(
    dsn: str, ring: str, many: int
) -> AsyncIterator[Sequence[asyncio.subprocess.Process]]:
    """Run them; none outlives the block."""
    running = [await _start(dsn, ring) for _ in range(many)]
    try:
        yield running
    finally:
        for each in running:
            if each.returncode is None:
                each.kill()
                await each.wait()


async def _start(dsn: str, ring: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.matching.worker", dsn, ring),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def _line(process: asyncio.subprocess.Process) -> bytes:
    if process.stdout is None:
        raise RuntimeError
    return await process.stdout.readline()


def _go(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.write(b"\n")


def _no() -> None:
    """Wake nobody: the workers look by themselves."""


__all__: Sequence[str] = ("claim_rows",)
