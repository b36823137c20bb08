"""Webhooks to a sink on this machine, against a bare loop of httpx that posts as many at once."""

import asyncio
import contextlib
import resource
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

import httpx

from services.notify.deliveries.adapters import Dispatcher
from services.notify.subscriptions.model import EndpointId
from services.notify.webhooks.use_cases import SendNews
from shared.loops import EACH_SECOND, Loop, supervised
from tests.bench.measuring import Goal, Row, alone, alternate, compared
from tests.support.fresh_databases import FreshDatabases
from tests.support.notify.dying import http_sender
from tests.support.notify.grounds import PostgresGround, postgres_ground
from tests.support.notify.receivers import partner, status

ENDPOINTS: Final = 20
AT_ONCE: Final = 64
EACH: Final = 50
QUEUED: Final = 10_000
_QUEUE: Final = """
WITH added AS (
    INSERT INTO deliveries (
        id, channel, endpoint_id, event_id, kind, about, correlation_id, version, activation_id,
        exercise
    )
    SELECT gen_random_uuid(), 'webhook', endpoint, gen_random_uuid(), 'request.created',
        gen_random_uuid(), gen_random_uuid(), 0, gen_random_uuid(), false
    FROM unnest($1::uuid[]) AS endpoint CROSS JOIN generate_series(1, $2)
    RETURNING id
)
INSERT INTO news (delivery_id, occurred_at, subject, link)
SELECT id, network_now(), 'request/' || id, 'https://apu.example/' FROM added
"""
_LEFT: Final = "SELECT count(*) FROM deliveries WHERE state = 'waiting' AND endpoint_id = ANY ($1)"


async def webhook_rows(admin_dsn: str, rounds: int = 3, queued: int = QUEUED) -> list[Row]:
    """Measure the rate, what a dead endpoint costs the others, and the memory of a long queue."""
    async with notify_ground(admin_dsn) as ground, partner(status(204)) as sink:
        endpoints = [
            await ground.add_endpoint_at(sink.url, "request.created", name=str(at))
            for at in range(ENDPOINTS)
        ]
        rows = [await _rate(ground, endpoints, sink.url, rounds)]
        rows.append(await _with_a_dead_one(ground, endpoints, rounds))
        sink.received.clear()
        return [*rows, await _memory(ground, endpoints, queued)]


def sending_loop(ground: PostgresGround) -> Loop:
    """Give the loop that posts, as notify has it."""
    sending = SendNews(ground.store, http_sender(), lambda: 0.0)
    return Dispatcher(
        ground.due.claim_calls, sending.send_news, sending.note_fault, AT_ONCE, EACH_SECOND
    ).loop("webhooks")


async def _rate(
    ground: PostgresGround, endpoints: Sequence[EndpointId], url: str, rounds: int
) -> Row:
    async def ours() -> float:
        return await _sent_each_second(ground, endpoints, EACH)

    async def bare() -> float:
        return await _posted_each_second(url, ENDPOINTS * EACH)

    figures = await alternate(ours, bare, rounds)
    return compared("webhooks to a local sink", "/s", figures, Goal(">=", 0.5))


async def _with_a_dead_one(
    ground: PostgresGround, endpoints: Sequence[EndpointId], rounds: int
) -> Row:
    dead = await ground.add_endpoint_at("http://127.0.0.1:9/", "request.created", name="dead")
    others = endpoints[1:]

    async def beside_it() -> float:
        await ground.pool.execute(_QUEUE, [dead], EACH)
        return await _sent_each_second(ground, others, EACH)

    async def alone_() -> float:
        await ground.pool.execute("DELETE FROM deliveries WHERE endpoint_id = $1", dead)
        return await _sent_each_second(ground, others, EACH)

    figures = await alternate(beside_it, alone_, rounds)
    await ground.pool.execute("DELETE FROM deliveries WHERE endpoint_id = $1", dead)
    return compared("the others while 1 of 20 endpoints is dead", "/s", figures, Goal(">=", 0.9))


async def _memory(ground: PostgresGround, endpoints: Sequence[EndpointId], queued: int) -> Row:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    await _sent_each_second(ground, endpoints, queued // len(endpoints))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return alone(f"{queued:,} queued: memory grown by", grown, "MiB", Goal("<=", 50))


async def _sent_each_second(
    ground: PostgresGround, endpoints: Sequence[EndpointId], each: int
) -> float:
    await ground.pool.execute(_QUEUE, list(endpoints), each)
    began = time.perf_counter()
    async with supervised([sending_loop(ground)]):
        while await ground.pool.fetchval(_LEFT, list(endpoints)):
            await asyncio.sleep(0.02)
        took = time.perf_counter() - began
    return len(endpoints) * each / took


async def _posted_each_second(url: str, count: int) -> float:
    left = iter(range(count))

    async def post(client: httpx.AsyncClient) -> None:
        for _ in left:
            with contextlib.suppress(httpx.TransportError):
                await client.post(url, content=b"{}", headers={"connection": "close"})

    began = time.perf_counter()
    async with httpx.AsyncClient() as client:
        await asyncio.gather(*(post(client) for _ in range(AT_ONCE)))
    return count / (time.perf_counter() - began)


@asynccontextmanager
async def notify_ground(admin_dsn: str) -> AsyncIterator[PostgresGround]:
    """Make a database of notify's, for as long as the context lasts."""
    databases = FreshDatabases(admin_dsn)
    made = await databases.make("notify")
    try:
        async with postgres_ground(made.app_dsn) as ground:
            yield ground
    finally:
        await databases.drop(made)
