"""Consumption with inbox and one write: many in one transaction against one at a time."""

import asyncio
import resource
import time
from collections.abc import Sequence
from typing import Any

import aio_pika

from shared.contracts.envelope import Envelope
from shared.loops import supervised
from shared.messaging.batch_consumer import BatchConsumer
from shared.messaging.inbox import first_deliveries, first_delivery
from shared.messaging.listener import listening_broker
from shared.messaging.publisher import Publisher
from tests.bench.backbone.ground import Ground, bodies, publish_bare
from tests.bench.measuring import Goal, Row, alone, alternate, compared

BATCHED_EVENTS = 8_000
SINGLE_EVENTS = 2_000
MEMORY_EVENTS = 100_000


async def consume_rows(ground: Ground, rounds: int) -> list[Row]:
    """Compare the two ways, then watch the memory of the batched one."""
    figures = await alternate(
        lambda: _batched(ground, BATCHED_EVENTS), lambda: _single(ground, SINGLE_EVENTS), rounds
    )
    return [
        compared("batched consumer, inbox and one write", "/s", figures, Goal(">=", 4)),
        await _memory(ground),
    ]


async def _fill(ground: Ground, count: int) -> None:
    connection = await aio_pika.connect(ground.rabbit_url)
    async with connection:
        channel = await connection.channel(publisher_confirms=True)
        for start in range(0, count, 5_000):
            await publish_bare(channel, bodies(min(5_000, count - start)))


async def _single(ground: Ground, count: int) -> float:
    done = asyncio.Semaphore(0)

    async def handle(event: Envelope[Any]) -> None:
        async with ground.pool.acquire() as connection, connection.transaction():
            if await first_delivery(connection, "bench", event):
                await connection.execute(
                    "INSERT INTO effects VALUES ($1, $2)", event.id, event.data.minutes
                )
        done.release()

    await _fill(ground, count)
    publisher = Publisher(ground.rabbit_url, name="bench")
    broker = listening_broker(ground.rabbit_url, {ground.queue: handle}, publisher)
    started = time.perf_counter()
    await broker.start()
    for _ in range(count):
        await done.acquire()
    rate = count / (time.perf_counter() - started)
    await broker.stop()
    await publisher.close()
    await ground.purge()
    return rate


async def _batched(ground: Ground, count: int) -> float:
    await _fill(ground, count)
    started = time.perf_counter()
    await _consume(ground, count)
    rate = count / (time.perf_counter() - started)
    await ground.purge()
    return rate


async def _consume(ground: Ground, count: int) -> None:
    handled, finished = 0, asyncio.Event()

    async def handle(batch: Sequence[Envelope[Any]]) -> None:
        nonlocal handled
        async with ground.pool.acquire() as connection, connection.transaction():
            new = await first_deliveries(connection, "bench", batch)
            fresh = [event for event in batch if event.id in new]
            await connection.execute(
                "INSERT INTO effects SELECT * FROM unnest($1::uuid[], $2::int[])",
                [event.id for event in fresh],
                [event.data.minutes for event in fresh],
            )
        handled += len(batch)
        if handled >= count:
            finished.set()

    publisher = Publisher(ground.rabbit_url, name="bench")
    consumer = BatchConsumer(ground.rabbit_url, ground.queue, handle, publisher)
    async with supervised([consumer.loop]):
        await finished.wait()
    await publisher.close()


async def _memory(ground: Ground) -> Row:
    await _fill(ground, MEMORY_EVENTS)
    await _consume(ground, MEMORY_EVENTS // 10)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    await _consume(ground, MEMORY_EVENTS - MEMORY_EVENTS // 10 - 1_000)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    await ground.purge()
    return alone(
        "peak memory after 100,000 messages / after 10,000",
        after / before,
        "times",
        Goal("<=", 1.1),
    )
