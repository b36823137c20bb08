"""Queues of the time of one exchange for all get their consumer's own, and lose nothing by it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import uuid4

import aio_pika
import pytest
from aio_pika.abc import AbstractIncomingMessage

from shared.contracts.wire import write
from shared.messaging import former_returns
from shared.messaging.former_returns import remove_former
from shared.messaging.publisher import connect
from shared.messaging.renewal import renew
from shared.messaging.takeover import take_over
from shared.messaging.topology import EVENTS, WorkQueue, declare, specs_of
from shared.messaging.users import user_of
from tests.support import events
from tests.support.messaging import channel_at, depth, drop, take_all, until

HOURS = "hours.logged"


@dataclass(frozen=True, slots=True)
class Former:
    """A work queue as the version before declared it, with a message in each of its queues."""

    queue: WorkQueue
    exchange: str


@pytest.fixture
async def former(rabbit_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Former]:
    exchange = f"events.returns-{uuid4().hex[:8]}"
    monkeypatch.setattr(former_returns, "FORMER", exchange)
    queue = WorkQueue(f"test-{uuid4().hex[:8]}", "events", (HOURS,), (1, 300))
    async with channel_at(rabbit_url) as channel:
        events_exchange = await channel.declare_exchange(EVENTS, "topic", durable=True)
        returns = await channel.declare_exchange(exchange, "direct", durable=True)
        for spec in specs_of(queue):
            arguments = dict(spec.arguments)
            if "x-dead-letter-exchange" in arguments:
                arguments["x-dead-letter-exchange"] = exchange
            made = await channel.declare_queue(spec.name, durable=True, arguments=arguments)
            await made.bind(returns, spec.name)
            if spec.types:
                await made.bind(events_exchange, HOURS)
            message = aio_pika.Message(body(), message_id=spec.name, headers={"attempts": 4})
            await channel.default_exchange.publish(message, spec.name)
    yield Former(queue, exchange)
    await drop(rabbit_url, queue)


def body() -> bytes:
    return write(events.outbox().envelope(events.hours_logged()))


async def exists(rabbit_url: str, exchange: str) -> bool:
    connection = await connect(rabbit_url, "test")
    async with connection, connection.channel() as channel:
        try:
            await channel.get_exchange(exchange)
        except aio_pika.exceptions.ChannelNotFoundEntity:
            return False
    return True


async def upgrade(rabbit_url: str, queue: WorkQueue) -> list[str]:
    await declare(rabbit_url, [queue], settle_seconds=0)
    waiting = await renew(rabbit_url, queue)
    await take_over(rabbit_url, queue)
    if not waiting:
        await remove_former(rabbit_url)
    return waiting


async def test_what_waits_is_kept_and_believed_and_the_exchange_goes(
    rabbit_url: str, former: Former
) -> None:
    queue = former.queue

    assert await upgrade(rabbit_url, queue) == []

    async def is_back() -> bool:
        return await depth(rabbit_url, queue.name) == 2

    await until(is_back)
    waiting = await take_all(rabbit_url, queue.name)
    assert {message.message_id for message in waiting} == {queue.name, queue.retry(1)}
    parked = await take_all(rabbit_url, queue.parked)
    later = await take_all(rabbit_url, queue.retry(300))
    assert [message.message_id for message in (*parked, *later)] == [queue.parked, queue.retry(300)]
    for message in (*waiting, *parked, *later):
        assert (message.user_id, message.headers["attempts"]) == (user_of("matching"), 4)
    assert not await exists(rabbit_url, former.exchange)
    assert await declare(rabbit_url, [queue], settle_seconds=0) == []


async def test_while_somebody_listens_the_exchange_stays_and_leads_back(
    rabbit_url: str, former: Former
) -> None:
    queue = former.queue
    heard: list[str | None] = []

    async def hear(message: AbstractIncomingMessage) -> None:
        heard.append(message.message_id)
        await message.ack()

    async with channel_at(rabbit_url) as channel:
        await (await channel.get_queue(queue.name)).consume(hear)

        waiting = await upgrade(rabbit_url, queue)

        await until(lambda: set(heard) == {queue.name, queue.retry(1)})
    assert queue.name in waiting
    assert await exists(rabbit_url, former.exchange)

    async def is_upgraded() -> bool:
        return await upgrade(rabbit_url, queue) == []

    await until(is_upgraded)
    assert not await exists(rabbit_url, former.exchange)


async def test_once_the_exchange_is_gone_nobody_is_believed_for_being_moved(
    rabbit_url: str, former: Former
) -> None:
    await declare(rabbit_url, [former.queue], settle_seconds=0)
    await remove_former(rabbit_url)

    await renew(rabbit_url, former.queue)

    (parked,) = await take_all(rabbit_url, former.queue.parked)
    assert parked.user_id is None
