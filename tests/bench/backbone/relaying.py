"""Rows to confirmed and marked, against bare publishing of the same messages."""

import asyncio
import time

import aio_pika

from shared.loops import supervised
from shared.messaging.relay import Relay
from tests.bench.backbone.ground import Ground, bodies, publish_bare
from tests.bench.measuring import Goal, Row, alternate, compared

EVENTS = 5_000


async def relay_rows(ground: Ground, rounds: int) -> list[Row]:
    """Compare one relay, and two, with a gather of 100."""
    connection = await aio_pika.connect(ground.rabbit_url)
    async with connection:
        channel = await connection.channel(publisher_confirms=True)

        async def bare() -> float:
            items = bodies(EVENTS)
            started = time.perf_counter()
            await publish_bare(channel, items)
            rate = EVENTS / (time.perf_counter() - started)
            await ground.purge()
            return rate

        one = await alternate(lambda: _relay(ground, 1), bare, rounds)
        two = await alternate(lambda: _relay(ground, 2), bare, max(1, rounds // 2))
    return [
        compared("relay: rows confirmed and marked", "/s", one, Goal(">=", 0.75)),
        compared("two relays on one outbox", "/s", two, None),
    ]


async def _relay(ground: Ground, relays: int) -> float:
    await ground.fill_outbox(EVENTS)
    running = [Relay(ground.pool, ground.rabbit_url, service="matching") for _ in range(relays)]
    started = time.perf_counter()
    async with supervised([relay.loop for relay in running]):
        while await ground.unsent():
            await asyncio.sleep(0.01)
        rate = EVENTS / (time.perf_counter() - started)
    await ground.purge()
    return rate
