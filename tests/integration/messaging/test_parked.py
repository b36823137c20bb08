"""What a human can do with parked messages, on a real broker and a real database."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from shared.messaging.parked import Decision, ParkedQueue
from shared.messaging.publisher import Publisher
from shared.messaging.receiver import Receiver
from shared.messaging.topology import WorkQueue
from tests.support.messaging import depth, drop, own_queue, put, take_all


@pytest.fixture
async def queue(rabbit_url: str) -> AsyncIterator[WorkQueue]:
    """Give a queue with three parked messages, `a`, `b` and `c`."""
    queue = await own_queue(rabbit_url)
    publisher = Publisher(rabbit_url, name="test")
    for name in "abc":
        await put(rabbit_url, queue, b"poison " + name.encode(), message_id=name)
    receiver = Receiver(queue, _unused, publisher)
    for message in await take_all(rabbit_url, queue.name):
        await receiver(message)
    await publisher.close()
    yield queue
    await drop(rabbit_url, queue)


@pytest.fixture
async def database(messaging_dsn: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    connection = await asyncpg.connect(messaging_dsn)
    yield connection
    await connection.close()


async def test_looking_leaves_everything_where_it_is(rabbit_url: str, queue: WorkQueue) -> None:
    async with ParkedQueue(rabbit_url, queue) as parked:
        first = await parked.look()
        second = await parked.look(limit=2)

    assert [message.event_id for message in first] == ["a", "b", "c"]
    assert first[0].reason.startswith("UnreadableMessageError: The message is not an event")
    assert len(second) == 2
    assert await depth(rabbit_url, queue.parked) == 3


async def test_looking_a_hundred_times_loses_nothing(rabbit_url: str, queue: WorkQueue) -> None:
    async with ParkedQueue(rabbit_url, queue) as parked:
        for _ in range(100):
            await parked.look()

    assert await depth(rabbit_url, queue.parked) == 3


async def test_one_message_is_sent_back_to_its_queue_with_a_trace(
    rabbit_url: str, queue: WorkQueue, database: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    decision = Decision("retried", "maija", "fixed in 0.1.1", frozenset({"b"}))

    async with ParkedQueue(rabbit_url, queue) as parked:
        moved = await parked.decide(decision, database)

    (message,) = await take_all(rabbit_url, queue.name)
    assert [item.event_id for item in moved] == [message.message_id] == ["b"]
    assert message.body == b"poison b"
    assert "attempts" not in message.headers
    assert await depth(rabbit_url, queue.parked) == 2
    row = await database.fetchrow("SELECT queue, event_id, action, actor, reason FROM parked_audit")
    assert tuple(row or ()) == (queue.name, "b", "retried", "maija", "fixed in 0.1.1")


async def test_all_are_discarded_when_no_id_is_given(
    rabbit_url: str, queue: WorkQueue, database: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    async with ParkedQueue(rabbit_url, queue) as parked:
        moved = await parked.decide(Decision("discarded", "maija", "test data"), database)

    assert len(moved) == 3
    assert await depth(rabbit_url, queue.parked) == await depth(rabbit_url, queue.name) == 0
    assert await database.fetchval("SELECT count(*) FROM parked_audit") == 3


async def _unused(_: object) -> None:
    raise AssertionError
