"""Batch consumption on a real broker: one transaction for many, and poison alone."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.contracts.envelope import Envelope
from shared.contracts.wire import write
from shared.loops import supervised
from shared.messaging.batch_consumer import BatchConsumer, BatchHandler
from shared.messaging.publisher import Publisher
from shared.messaging.topology import WorkQueue, declare
from tests.support import events
from tests.support.messaging import channel_at, depth, drop, own_queue, put, take_all, until
from tests.support.patience import PATIENCE


@pytest.fixture
async def queue(rabbit_url: str) -> AsyncIterator[WorkQueue]:
    queue = await own_queue(rabbit_url)
    yield queue
    await drop(rabbit_url, queue)


@asynccontextmanager
async def consuming(
    rabbit_url: str, queue: WorkQueue, handler: BatchHandler
) -> AsyncIterator[BatchConsumer]:
    publisher = Publisher(rabbit_url, name="test")
    consumer = BatchConsumer(rabbit_url, queue, handler, publisher)
    try:
        async with supervised([consumer.loop]):
            yield consumer
    finally:
        await publisher.close()


def body(minutes: int = 30) -> bytes:
    return write(events.outbox().envelope(events.hours_logged(minutes=minutes)))


class Batches:
    """Remembers the batches it was given; 13 minutes is poison."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.done: list[UUID] = []

    async def __call__(self, batch: Sequence[Envelope[Any]]) -> None:
        self.sizes.append(len(batch))
        if any(event.data.minutes == 13 for event in batch):
            raise ValueError
        self.done.extend(event.id for event in batch)


async def test_what_has_arrived_is_handled_together(rabbit_url: str, queue: WorkQueue) -> None:
    handler = Batches()
    for _ in range(120):
        await put(rabbit_url, queue, body())

    async with consuming(rabbit_url, queue, handler):
        await until(lambda: len(handler.done) == 120)
        # a batch is acknowledged before the next one is taken, so not later than this one
        await put(rabbit_url, queue, body(), message_id="later")
        await until(lambda: len(handler.done) == 121)

    assert len(handler.sizes) < 40
    left = [message.message_id for message in await take_all(rabbit_url, queue.name)]
    assert [name for name in left if name != "later"] == []


async def test_one_bad_event_is_parked_alone(rabbit_url: str, queue: WorkQueue) -> None:
    handler = Batches()
    for minutes in (30, 13, 30, 30):
        await put(rabbit_url, queue, body(minutes))
    await put(rabbit_url, queue, b"not json")

    async with consuming(rabbit_url, queue, handler):
        await until(lambda: len(handler.done) == 3)
        await until(lambda: _depth_is(rabbit_url, queue.parked, 2))

    assert await depth(rabbit_url, queue.name) == 0


async def test_a_batch_that_was_not_finished_comes_back(rabbit_url: str, queue: WorkQueue) -> None:
    started = asyncio.Event()

    async def never(_: Sequence[Envelope[Any]]) -> None:
        started.set()
        await asyncio.Event().wait()

    for _ in range(10):
        await put(rabbit_url, queue, body())
    async with consuming(rabbit_url, queue, never):
        await asyncio.wait_for(started.wait(), PATIENCE)
    handler = Batches()
    async with consuming(rabbit_url, queue, handler):
        await until(lambda: len(handler.done) == 10)


async def test_a_queue_that_is_deleted_and_declared_again_is_consumed_again(
    rabbit_url: str, queue: WorkQueue
) -> None:
    handler = Batches()
    async with consuming(rabbit_url, queue, handler) as consumer:
        await until(lambda: consumer.connected)
        async with channel_at(rabbit_url) as channel:
            await channel.queue_delete(queue.name)
        await until(lambda: not consumer.connected)
        await declare(rabbit_url, [queue], settle_seconds=0.0)
        await put(rabbit_url, queue, body(), message_id=str(uuid4()))
        await until(lambda: len(handler.done) == 1)


async def _depth_is(rabbit_url: str, name: str, expected: int) -> bool:
    return await depth(rabbit_url, name) == expected
