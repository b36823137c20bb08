"""What another than the owner of its type says is parked with its reason, and nobody handles it."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import aio_pika
import pytest

from deploy.watching.broker import look_at_queues
from shared.contracts.envelope import Envelope
from shared.contracts.wire import write
from shared.loops import supervised
from shared.messaging.batch_consumer import BatchConsumer
from shared.messaging.listener import listening_broker
from shared.messaging.parked import ParkedQueue
from shared.messaging.publisher import Publisher
from shared.messaging.speakers import SAID_BY
from shared.messaging.topology import EVENTS, WorkQueue
from shared.messaging.users import user_of
from shared.telemetry.metrics import REGISTRY
from tests.support import events
from tests.support.messaging import channel_at, depth, until

OWNER = user_of("matching")
FORGERIES: dict[str, tuple[str | None, dict[str, str]]] = {
    "by nobody": (None, {}),
    "by another": (user_of("reporting"), {}),
    "by who deploys": (user_of("deploy"), {}),
    "by nobody, with the owner in a header": (None, {SAID_BY: OWNER}),
    "by another, with the owner in a header": (user_of("reporting"), {SAID_BY: OWNER}),
}


class Heard:
    """Remembers what was handled; stumbles over the first when asked to."""

    def __init__(self, *, stumbles: bool = False) -> None:
        self.minutes: list[int] = []
        self._stumbles = stumbles

    async def one(self, event: Envelope[Any]) -> None:
        if self._stumbles:
            self._stumbles = False
            raise ValueError
        self.minutes.append(event.data.minutes)

    async def many(self, batch: Sequence[Envelope[Any]]) -> None:
        for event in batch:
            await self.one(event)


@asynccontextmanager
async def one_by_one(url: str, queue: WorkQueue, heard: Heard) -> AsyncIterator[None]:
    publisher = Publisher(url, name="test")
    broker = listening_broker(url, {queue: heard.one}, publisher)
    await broker.start()
    yield
    await broker.stop()
    await publisher.close()


@asynccontextmanager
async def in_batches(url: str, queue: WorkQueue, heard: Heard) -> AsyncIterator[None]:
    publisher = Publisher(url, name="test")
    async with supervised([BatchConsumer(url, queue, heard.many, publisher).loop]):
        yield
    await publisher.close()


Way = Callable[[str, WorkQueue, Heard], AbstractAsyncContextManager[None]]
WAYS: tuple[Way, ...] = (one_by_one, in_batches)


async def say(url: str, minutes: int, user_id: str | None, headers: dict[str, str]) -> None:
    body = write(events.outbox().envelope(events.hours_logged(minutes=minutes)))
    async with channel_at(url) as channel:
        exchange = await channel.get_exchange(EVENTS)
        message = aio_pika.Message(body, user_id=user_id, headers={**headers})
        await exchange.publish(message, "hours.logged")


def strangers(queue: WorkQueue) -> float:
    return REGISTRY.get_sample_value("inbox_strangers_total", {"queue": queue.name}) or 0.0


@pytest.mark.parametrize("way", WAYS)
async def test_a_strangers_event_is_parked_counted_and_told(
    rabbit_url: str, queue: WorkQueue, way: Way
) -> None:
    heard = Heard()
    async with way(rabbit_url, queue, heard):
        for user_id, headers in FORGERIES.values():
            await say(rabbit_url, 1, user_id, headers)
        await say(rabbit_url, 2, OWNER, {})
        await until(lambda: heard.minutes == [2])

        async def are_parked() -> bool:
            return await depth(rabbit_url, queue.parked) == len(FORGERIES)

        await until(are_parked)
        figures = await look_at_queues(rabbit_url, [queue])

    async with ParkedQueue(rabbit_url, queue) as parked:
        reasons = {message.reason for message in await parked.look()}
    assert reasons == {"NotItsOwnerError: Not the owner of its type said this."}
    assert strangers(queue) == len(FORGERIES)
    assert [one.strangers for one in figures or ()] == [len(FORGERIES)]


@pytest.mark.parametrize("way", WAYS)
async def test_what_its_owner_said_is_believed_when_it_comes_back_from_the_ladder(
    rabbit_url: str, queue: WorkQueue, way: Way
) -> None:
    heard = Heard(stumbles=True)
    async with way(rabbit_url, queue, heard):
        await say(rabbit_url, 7, OWNER, {})
        await until(lambda: heard.minutes == [7])

    assert strangers(queue) == 0
