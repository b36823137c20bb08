"""The outbox relay on a real broker and a real database."""

from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

import aio_pika
import pytest

from shared.contracts.wire import read
from shared.loops import supervised
from shared.messaging.outbox import Announcement
from shared.messaging.relay import Relay
from shared.messaging.topology import WorkQueue
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from tests.support import events
from tests.support.messaging import channel_at, depth, error_of, take_all, until


@asynccontextmanager
async def relaying(pool: Pool, rabbit_url: str) -> AsyncIterator[Relay]:
    relay = Relay(pool, rabbit_url, service="test")
    async with supervised([relay.loop]):
        yield relay


async def store(pool: Pool, announcements: list[Announcement]) -> None:
    async with pool.acquire() as connection, connection.transaction():
        await events.outbox().append(connection, announcements)


async def unsent(pool: Pool) -> int:
    return int(await pool.fetchval("SELECT count(*) FROM outbox WHERE sent_at IS NULL"))


def nothing_unsent(pool: Pool) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        return await unsent(pool) == 0

    return check


async def test_a_stored_event_is_published_as_stored_and_marked(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> None:
    await store(pool, [events.hours_logged()])

    async with relaying(pool, rabbit_url):
        await until(nothing_unsent(pool))

    (message,) = await take_all(rabbit_url, queue.name)
    row = await pool.fetchrow("SELECT event_id, body FROM outbox")
    assert row is not None
    assert message.message_id == str(row["event_id"])
    assert message.body.decode() == row["body"]
    assert message.type == message.routing_key == "hours.logged"
    assert message.delivery_mode == aio_pika.DeliveryMode.PERSISTENT
    assert read(message.body).id == row["event_id"]


async def test_an_event_without_a_queue_stays_and_the_others_go_on(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> None:
    await store(pool, [events.hours_logged()])
    await pool.execute("UPDATE outbox SET type = 'nobody.listens'")
    await store(pool, [events.hours_logged()])

    async with relaying(pool, rabbit_url) as relay:
        await until(lambda: error_of(relay) == "UnroutableError")

    left = await pool.fetch("SELECT type FROM outbox WHERE sent_at IS NULL")
    assert [row["type"] for row in left] == ["nobody.listens"]
    assert await depth(rabbit_url, queue.name) == 1


async def test_a_thousand_events_without_a_queue_hold_nobody_up(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> None:
    await store(pool, [events.hours_logged() for _ in range(1000)])
    await pool.execute("UPDATE outbox SET type = 'nobody.listens'")
    await store(pool, [events.hours_logged()])

    async with relaying(pool, rabbit_url):

        async def arrived() -> bool:
            return await depth(rabbit_url, queue.name) == 1

        await until(arrived)


@pytest.mark.usefixtures("queue")
async def test_a_full_queue_refuses_and_the_row_stays_until_there_is_room(
    pool: Pool, rabbit_url: str
) -> None:
    full = f"test-{uuid4().hex[:8]}"
    async with channel_at(rabbit_url) as channel:
        tiny = await channel.declare_queue(
            full, durable=True, arguments={"x-max-length": 1, "x-overflow": "reject-publish"}
        )
        await tiny.bind("events", "hours.logged")
        await store(pool, [events.hours_logged() for _ in range(4)])
        async with relaying(pool, rabbit_url) as relay:
            await until(lambda: error_of(relay) == "DeliveryError")
            left = await unsent(pool)
            await tiny.delete(if_empty=False)
            await until(nothing_unsent(pool))

    assert 0 < left < 4


async def test_two_relays_share_the_work_in_order_without_doubling(
    pool: Pool, messaging_dsn: str, rabbit_url: str, queue: WorkQueue
) -> None:
    subjects = [uuid4() for _ in range(40)]
    async with (
        open_pool(messaging_dsn, name="second") as other,
        relaying(pool, rabbit_url) as first,
        relaying(other, rabbit_url) as second,
    ):
        for version in range(1, 26):
            await store(pool, [events.hours_logged(subject, version) for subject in subjects])
            first.hint()
            second.hint()
        await until(nothing_unsent(pool))

    messages = [read(message.body) for message in await take_all(rabbit_url, queue.name)]
    versions = defaultdict(list)
    for event in messages:
        versions[event.subject].append(event.subjectversion)
    assert len(messages) == len({event.id for event in messages}) == 1000
    assert all(found == list(range(1, 26)) for found in versions.values())


async def test_the_shards_of_a_relay_that_died_are_taken_over(
    pool: Pool, messaging_dsn: str, rabbit_url: str, queue: WorkQueue
) -> None:
    async with open_pool(messaging_dsn, name="doomed") as other, relaying(pool, rabbit_url):
        async with relaying(other, rabbit_url):
            await store(pool, [events.hours_logged() for _ in range(50)])
            await until(nothing_unsent(pool))
        await store(pool, [events.hours_logged() for _ in range(50)])
        await until(nothing_unsent(pool))

    assert await depth(rabbit_url, queue.name) == 100


async def test_the_database_session_of_a_relay_may_be_cut(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> None:
    async with relaying(pool, rabbit_url) as relay:
        await until(lambda: relay.is_connected)
        await pool.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await store(pool, [events.hours_logged()])
        await until(nothing_unsent(pool))

    assert await depth(rabbit_url, queue.name) == 1
