"""What a human can do with parked messages, on a real broker and a real database."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import aiormq
import asyncpg
import pytest
from aiormq.abc import ChannelFrame
from pamqp import commands as spec
from pamqp.body import ContentBody
from pamqp.header import ContentHeader

from shared.messaging.parked import Action, Decision, ParkedQueue
from shared.messaging.publisher import Publisher
from shared.messaging.receiver import Receiver
from shared.messaging.topology import WorkQueue
from tests.support.messaging import depth, drop, own_queue, put, take_all, until

if TYPE_CHECKING:
    from pamqp.base import Frame


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


@pytest.fixture
async def poison(rabbit_url: str) -> AsyncIterator[WorkQueue]:
    """Give a queue with two different parked messages that came without an id, one twice.

    The first two were parked by a consumer, the third by the broker.
    """
    queue = await own_queue(rabbit_url)
    publisher = Publisher(rabbit_url, name="test")
    await put_nameless(rabbit_url, queue.name, b"one", b"two")
    receiver = Receiver(queue, _unused, publisher)
    for message in await take_all(rabbit_url, queue.name):
        await receiver(message)
    await publisher.close()
    await put_nameless(rabbit_url, queue.parked, b"one")
    yield queue
    await drop(rabbit_url, queue)


async def put_nameless(rabbit_url: str, name: str, *bodies: bytes) -> None:
    """Publish as another program does: aiormq gives an id to whatever has none."""
    before = await depth(rabbit_url, name)
    connection = await aiormq.connect(rabbit_url)
    async with connection:
        channel = await connection.channel(publisher_confirms=False)
        for body in bodies:
            # aio-pika's priority: from 4.3 on a message that says none comes before it
            properties = spec.Basic.Properties(priority=0)
            header = ContentHeader(body_size=len(body), properties=properties)
            publish = spec.Basic.Publish(routing_key=name)
            frames: list[Frame | ContentHeader | ContentBody] = [publish, header, ContentBody(body)]
            number = channel.number
            await channel.write_queue.put(  # type: ignore[attr-defined]  # not in its abstract class
                ChannelFrame.marshall(channel_number=number, frames=frames)
            )
        await channel.basic_qos(prefetch_count=1)

    async def is_there() -> bool:
        return await depth(rabbit_url, name) == before + len(bodies)

    await until(is_there)


async def test_poison_without_an_id_has_a_name_of_its_content(
    rabbit_url: str, poison: WorkQueue
) -> None:
    async with ParkedQueue(rabbit_url, poison) as parked:
        one, two, again = [message.event_id for message in await parked.look()]
        later = [message.event_id for message in await parked.look()]

    assert one == again != two
    assert later == [one, two, again]
    assert one.startswith("content-")


@pytest.mark.parametrize(("action", "back"), [("retried", [b"two"]), ("discarded", [])])
async def test_poison_without_an_id_is_decided_about_by_its_name(
    rabbit_url: str,
    poison: WorkQueue,
    database: "asyncpg.Connection[asyncpg.Record]",
    action: Action,
    back: list[bytes],
) -> None:
    async with ParkedQueue(rabbit_url, poison) as parked:
        _, two, _ = [message.event_id for message in await parked.look()]
        await parked.decide(Decision(action, "maija", "no use", frozenset({two})), database)

    assert [message.body for message in await take_all(rabbit_url, poison.name)] == back
    assert await depth(rabbit_url, poison.parked) == 2
    row = await database.fetchrow("SELECT event_id, action FROM parked_audit")
    assert tuple(row or ()) == (two, action)


async def test_a_queue_that_is_away_has_nothing_parked(rabbit_url: str) -> None:
    async with ParkedQueue(rabbit_url, WorkQueue("test", "nowhere", ())) as parked:
        assert await parked.look() == []


async def _unused(_: object) -> None:
    raise AssertionError
