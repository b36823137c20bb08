"""From commit to handler at 100 a second, against a bare publish and consume."""

import asyncio
import statistics
import time
from typing import Any
from uuid import uuid4

import aio_pika
from aio_pika.abc import AbstractIncomingMessage

from shared.contracts.envelope import Envelope
from shared.loops import supervised
from shared.messaging.listener import listening_broker
from shared.messaging.publisher import Publisher
from shared.messaging.relay import Relay
from tests.bench.backbone.ground import Ground, bodies, publish_bare
from tests.bench.measuring import Goal, Row, alone, alternate, compared
from tests.support import events
from tests.support.messaging import until

COUNT = 500
PAUSE = 0.01


async def latency_rows(ground: Ground, rounds: int) -> list[Row]:
    """Compare medians; the worst hundredth of ours is reported beside them."""
    worst: list[float] = []

    async def ours() -> float:
        times = await _ours(ground)
        worst.append(statistics.quantiles(times, n=100)[98] * 1000)
        return statistics.median(times) * 1000

    async def bare() -> float:
        return statistics.median(await _bare(ground)) * 1000

    figures = await alternate(ours, bare, rounds)
    return [
        compared("commit → handler at 100/s, median", "ms", figures, Goal("<=", 2)),
        alone("commit → handler at 100/s, p99", statistics.median(worst), "ms"),
    ]


async def _ours(ground: Ground) -> list[float]:
    began: dict[Any, float] = {}
    took: list[float] = []

    async def handle(event: Envelope[Any]) -> None:
        took.append(time.perf_counter() - began[event.id])

    publisher = Publisher(ground.rabbit_url, name="bench")
    broker = listening_broker(ground.rabbit_url, {ground.queue: handle}, publisher)
    relay = Relay(ground.pool, ground.rabbit_url, service="matching")
    async with supervised([relay.loop]):
        await broker.start()
        await until(lambda: relay.is_connected)
        for _ in range(COUNT):
            await _commit(ground, began)
            relay.hint()
            await asyncio.sleep(PAUSE)
        await until(lambda: len(took) == COUNT)
    await broker.stop()
    await publisher.close()
    await ground.purge()
    return took


async def _commit(ground: Ground, began: dict[Any, float]) -> None:
    event_id = uuid4()
    outbox = events.outbox(new_id=lambda: event_id)
    async with ground.pool.acquire() as connection:
        async with connection.transaction():
            await outbox.append(connection, [events.hours_logged()])
            began[event_id] = time.perf_counter()
        began[event_id] = time.perf_counter()


async def _bare(ground: Ground) -> list[float]:
    began: dict[str, float] = {}
    took: list[float] = []

    async def receive(message: AbstractIncomingMessage) -> None:
        took.append(time.perf_counter() - began[message.message_id or ""])
        await message.ack()

    connection = await aio_pika.connect(ground.rabbit_url)
    async with connection:
        channel = await connection.channel(publisher_confirms=True)
        listening = await connection.channel()
        await listening.set_qos(prefetch_count=16)
        queue = await listening.get_queue(ground.queue.name)
        await queue.consume(receive)
        for item in bodies(COUNT):
            began[str(item[0])] = time.perf_counter()
            await publish_bare(channel, [item])
            await asyncio.sleep(PAUSE)
        await asyncio.sleep(0.5)
    await ground.purge()
    return took
