"""What the board costs: its first page, what changes under many eyes, and many eyes on nothing."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import asyncpg
import httpx

from services.intake.board.store import PostgresBoardReader
from services.intake.board.use_cases.follow import FollowBoard
from services.intake.board.use_cases.show import KnowUsualWaits, ShowBoard
from services.intake.submissions.rules.reference import reference_of
from shared.activation import FIRST_ACTIVATION
from shared.contracts.words import StaffRole, Urgency
from shared.loops import supervised
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from shared.web.streams import PING_SECONDS
from tests.bench.measuring import Goal, Row, alone
from tests.support.fresh_databases import FreshDatabases
from tests.support.intake.board.watching import Stream, Watcher
from tests.support.intake.page_world import PageWorld, staffed
from tests.support.serving import served

PAGE_KILOBYTES, PAGE_MILLISECONDS = Goal("<=", 100), Goal("<=", 200)
SHOWN_SECONDS, IDLE = Goal("<=", 1), Goal("<=", 0.1)
_COLUMNS: Final = (
    *("id", "reference", "state", "category", "urgency", "postal_code", "municipality"),
    *("language", "channel", "on_behalf", "status_hash", "key_hash", "activation_id"),
    *("exercise", "min_vetting", "created_at"),
)
_REPORTS: Final = """
INSERT INTO search_reports (
    request_id, version, fitting, asked, waiting, declined, silent, at_their_cap, asked_enough
)
SELECT id, 1, 12, 7, 0, 3, 1, 2, 1 FROM requests
"""
_CHANGED: Final = "UPDATE requests SET state = 'proposed' WHERE id = $1"
_BACK: Final = "UPDATE requests SET state = 'open' WHERE id = $1"
_PAGES, _CHANGES = 20, 10


async def board_rows(
    admin_dsn: str, waiting: int = 5_000, boards: int = 50, idle_seconds: float = 20
) -> list[Row]:
    """Fill a database, open boards on it, change lines, and leave them alone."""
    databases = FreshDatabases(admin_dsn)
    made = await databases.make("intake")
    try:
        await _fill(made.owner_dsn, waiting)
        async with open_pool(made.app_dsn, name="bench") as pool, _opened(pool) as watcher:
            pages = [await _page(watcher) for _ in range(_PAGES)]
            async with AsyncExitStack() as stack:
                streams = [await stack.enter_async_context(watcher.watch()) for _ in range(boards)]
                await asyncio.gather(*(stream.until("seen") for stream in streams))
                shown = [await _shown(pool, streams, number) for number in range(_CHANGES)]
                idle = await _idle(idle_seconds)
    finally:
        await databases.drop(made)
    size, took = pages[0][0] / 1000, statistics.median(page[1] for page in pages)
    return [
        alone(f"board of {waiting:,} waiting: first page", size, "kB", PAGE_KILOBYTES),
        alone(f"board of {waiting:,} waiting: first page", 1000 * took, "ms", PAGE_MILLISECONDS),
        alone(f"a changed line on the last of {boards} boards", max(shown), "s", SHOWN_SECONDS),
        alone(f"{boards} boards on which nothing happens: of a core", idle, "", IDLE),
    ]


@asynccontextmanager
async def _opened(pool: Pool) -> AsyncIterator[Watcher]:
    """Serve the pages over the real reader, and look in the background as intake does."""
    world, reader = staffed(PageWorld(), StaffRole.COORDINATOR), PostgresBoardReader(pool)
    follow, use_cases = FollowBoard(reader, PING_SECONDS), world.app.state.use_cases
    calls = use_cases[ShowBoard].calls
    use_cases[ShowBoard] = ShowBoard(reader, calls, KnowUsualWaits(reader))
    use_cases[FollowBoard] = follow
    limits = httpx.Limits(max_connections=None)
    async with (
        world.signed_in() as signed,
        supervised([follow.loop()]),
        served(world.app) as origin,
        httpx.AsyncClient(
            base_url=origin, cookies=dict(signed.cookies), limits=limits, trust_env=False
        ) as client,
    ):
        yield Watcher(client)


async def _page(watcher: Watcher) -> tuple[int, float]:
    began = time.perf_counter()
    answer = await watcher.client.get("/fi/taulu")
    assert answer.status_code == 200  # else nothing was measured
    return len(answer.content), time.perf_counter() - began


async def _shown(pool: Pool, streams: list[Stream], number: int) -> float:
    """Give when the last page had a line after it was committed."""
    began = time.perf_counter()
    await pool.execute(_CHANGED if number % 2 else _BACK, UUID(int=number // 2 + 1))
    await asyncio.gather(*(stream.until("rows") for stream in streams))
    return time.perf_counter() - began


async def _idle(seconds: float) -> float:
    """Give how much of a core this process uses: the server, and here those who listen too."""
    began, used = time.perf_counter(), time.process_time()
    await asyncio.sleep(seconds)
    return (time.process_time() - used) / (time.perf_counter() - began)


async def _fill(dsn: str, waiting: int) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.copy_records_to_table(
            "requests", records=_requests(waiting), columns=_COLUMNS
        )
        await connection.execute(_REPORTS)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


def _requests(waiting: int) -> Iterator[tuple[object, ...]]:
    now, urgencies = datetime.now(UTC), tuple(Urgency)
    for place in range(waiting):
        hashed = f"{place:064x}"
        yield (
            *(UUID(int=place + 1), reference_of(place), "received", "groceries"),
            *(urgencies[place % len(urgencies)], "50100", "491", "fi", "web", False),
            *(hashed, hashed, FIRST_ACTIVATION.id, False, "none"),
            now - timedelta(minutes=place),
        )
