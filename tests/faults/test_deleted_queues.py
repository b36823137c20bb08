"""A queue that somebody deletes under load: declared again, and what it missed is sent again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiormq.exceptions import ChannelNotFoundEntity

from shared.loops import Loop, supervised
from shared.messaging.publisher import Publisher
from shared.messaging.queue_watch import QueueWatch
from shared.messaging.replay import Replay
from shared.messaging.topology import WorkQueue, declare
from tests.faults.hop import Hop, hop
from tests.support.messaging import channel_at, depth, drop, own_queue, until
from tests.support.running import in_background

HOURS = "hours.logged"


@pytest.fixture
async def run(rabbit_url: str, postgres_admin_dsn: str) -> AsyncIterator[Hop]:
    other = await own_queue(rabbit_url, HOURS)  # so that the broker confirms what one queue misses
    async with hop(rabbit_url, postgres_admin_dsn, HOURS) as run:
        yield run
    await drop(rabbit_url, other)


async def announce(run: Hop) -> None:
    while True:
        await run.announce(3)
        await asyncio.sleep(0.01)


async def sent_by(run: Hop) -> int:
    return int(await run.pool.fetchval("SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL"))


async def delete(rabbit_url: str, queue: WorkQueue) -> None:
    async with channel_at(rabbit_url) as channel:
        await channel.queue_delete(queue.name)


async def more_is_sent(run: Hop, count: int = 60) -> None:
    before = await sent_by(run)

    async def enough() -> bool:
        return await sent_by(run) >= before + count

    await until(enough)


async def declare_again(run: Hop) -> None:
    """Do what the deploy step is asked for when a queue is missing."""
    await declare(run.rabbit_url, [run.queue], settle_seconds=1)


async def is_there(run: Hop) -> bool:
    try:
        await depth(run.rabbit_url, run.queue.name)
    except ChannelNotFoundEntity:
        return False
    return True


async def replay(run: Hop) -> int:
    publisher = Publisher(run.rabbit_url, name="replay")
    since = datetime.now(UTC) - timedelta(hours=1)
    async with run.pool.acquire() as connection:
        sent = await Replay("matching", [run.queue], since, connection, connection).send(
            publisher, "maija"
        )
    await publisher.close()
    return sent


async def test_a_queue_deleted_under_load_is_made_good_by_a_replay(run: Hop) -> None:
    async with run.relaying(), run.consuming() as listening:
        declaring = Loop("declaring", lambda: declare_again(run))
        anew = [listening.begin_anew]
        watch = QueueWatch(run.rabbit_url, [run.queue], service="test", begin_anew=anew)
        async with supervised([declaring, watch.loop]), in_background(announce(run)):
            await more_is_sent(run)
            await delete(run.rabbit_url, run.queue)
            await until(lambda: is_there(run))
            await more_is_sent(run)
        await run.quiet()
        missed = await replay(run)
        await run.effects_are(len(run.history))
        await run.quiet()

    verdict = await run.judge()
    assert missed > 0
    assert verdict.is_clean, verdict
