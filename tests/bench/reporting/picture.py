"""What the situation picture costs: its page over many events, and many who have it open."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

import httpx

from services.reporting.figures.store.figures import PostgresFigures
from services.reporting.picture.store.pictures import PostgresPictures
from services.reporting.picture.use_cases.follow import FollowPicture
from services.reporting.picture.use_cases.look import LookNow
from services.reporting.picture.use_cases.show import ShowPicture
from services.reporting.work import store_over
from shared.contracts.words import StaffRole
from shared.loops import supervised
from shared.postgres.pool import connected, open_pool
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool
from shared.web.streams import PING_SECONDS
from tests.bench.measuring import Goal, Row, alone
from tests.bench.reporting.ground import reporting_database
from tests.support.activations import FakeCurrent
from tests.support.intake.board.watching import Stream
from tests.support.reporting.building import created
from tests.support.reporting.page import PageWorld
from tests.support.reporting.stories import record
from tests.support.serving import served

PAGE_MILLISECONDS, OPEN = Goal("<=", 200), Goal("<=", 0.1)
EVENTS_A_REQUEST: Final = 9
_PAGES: Final = 10
_EVERY: Final = 5.0
"""Seconds from one batch of facts to the next while pictures are open."""
SQL: Final = load_queries(Path(__file__).with_suffix(".sql"))
_STEP: Final = 5_000
_STREAM: Final = "/fi/tilannekuva/virta"


async def picture_rows(
    admin_dsn: str, *, events: int = 20_000, open_pictures: int = 50, seconds: float = 20
) -> list[Row]:
    """Fill what is kept of so many events, count the page, and leave pictures open."""
    async with reporting_database(admin_dsn) as made:
        await _fill(made.owner_dsn, events // EVENTS_A_REQUEST)
        async with open_pool(made.app_dsn, name="bench") as pool:
            took = [await _counted(pool) for _ in range(_PAGES)]
            async with _opened(pool) as client, AsyncExitStack() as stack:
                asked = [client.stream("GET", _STREAM) for _ in range(open_pictures)]
                streams = [Stream(await stack.enter_async_context(each)) for each in asked]
                await _told(streams)
                share = await _used(pool, seconds)
                await _told(streams)  # else nothing was measured
    name = f"picture of {events:,} events: time in the database"
    live = f"{open_pictures} live pictures open, facts each {_EVERY:g} s: of a core"
    return [
        alone(name, 1000 * statistics.median(took), "ms", PAGE_MILLISECONDS),
        alone(live, share, "", OPEN),
    ]


async def _told(streams: Sequence[Stream]) -> None:
    await asyncio.gather(*(stream.until("live") for stream in streams))


async def _fill(dsn: str, requests: int) -> None:
    async with connected(dsn) as owner:
        for first in range(1, requests + 1, _STEP):
            await owner.execute(SQL["fill_requests"], first, min(first + _STEP - 1, requests))
        await owner.execute(SQL["fill_volunteers"], requests // 10)
        await owner.execute(SQL["fill_calls"], requests // 4)
        await owner.execute("ANALYZE")


async def _counted(pool: Pool) -> float:
    """Give how long all that the page asks of the database takes."""
    began, now, today = time.perf_counter(), datetime.now(UTC), date.today()  # noqa: DTZ011
    pictures = PostgresPictures(pool)
    await pictures.live(now)
    await pictures.weeks(today - timedelta(days=29), today)
    await PostgresFigures(pool).lines_told(today)
    return time.perf_counter() - began


@asynccontextmanager
async def _opened(pool: Pool) -> AsyncIterator[httpx.AsyncClient]:
    """Serve the pages over the real reader, and look in the background as reporting does."""
    world, pictures = PageWorld(), PostgresPictures(pool)
    look = LookNow(pictures, FakeCurrent(), partial(datetime.now, UTC))
    follow, app = FollowPicture(pictures, look, PING_SECONDS), world.app()
    app.state.use_cases[ShowPicture] = ShowPicture(look, pictures, PostgresFigures(pool))
    app.state.use_cases[FollowPicture] = follow
    async with (
        supervised([follow.loop()]),
        served(app) as origin,
        httpx.AsyncClient(
            base_url=origin,
            cookies={"porukalla": world.sign_in(StaffRole.COORDINATOR)},
            limits=httpx.Limits(max_connections=None),
            timeout=60,
            trust_env=False,
        ) as client,
    ):
        yield client


async def _used(pool: Pool, seconds: float) -> float:
    """Give how much of a core this process uses: the server, and here those who listen too."""
    store = store_over(pool)
    began, used, number = time.perf_counter(), time.process_time(), 0
    while (passed := time.perf_counter() - began) < seconds:
        await record(store, created(f"while open {number}"))
        number += 1
        await asyncio.sleep(min(_EVERY, seconds - passed))
    return (time.process_time() - used) / (time.perf_counter() - began)
