"""A work queue of one's own, and what lies in it."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from uuid import uuid4

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import UnreadableEventError, read, write
from shared.messaging.relay import Relay
from shared.messaging.topology import EVENTS, WorkQueue, declare
from shared.messaging.users import user_of
from tests.support.patience import PATIENCE

CONFIRM_SECONDS = 10.0
"""How long a broker may take to confirm: a confirm that never came held a whole run up."""


@asynccontextmanager
async def channel_at(rabbit_url: str) -> AsyncIterator[AbstractChannel]:
    """Speak to a broker for as long as the context lasts."""
    connection = await aio_pika.connect(rabbit_url)
    async with connection, connection.channel() as channel:
        yield channel


async def own_queue(
    rabbit_url: str,
    *types: str,
    delays: tuple[int, ...] = (1,),
    max_attempts: int = 3,
    kind: str = "test",
) -> WorkQueue:
    """Declare a queue nobody else uses, with a ladder short enough for a test."""
    queue = WorkQueue(f"{kind}-{uuid4().hex[:8]}", "events", types, delays, max_attempts)
    await declare(rabbit_url, [queue], settle_seconds=0.0)
    return queue


async def drop(rabbit_url: str, queue: WorkQueue) -> None:
    """Delete the queue with its ladder and its returns."""
    async with channel_at(rabbit_url) as channel:
        for name in [queue.name, queue.parked, *(queue.retry(delay) for delay in queue.delays)]:
            await channel.queue_delete(name)
        await channel.exchange_delete(queue.returns)


async def depth(rabbit_url: str, name: str) -> int:
    """Count the messages that are ready in a queue."""
    async with channel_at(rabbit_url) as channel:
        queue = await channel.get_queue(name)
        return queue.declaration_result.message_count or 0


async def take_all(rabbit_url: str, name: str) -> list[AbstractIncomingMessage]:
    """Take every ready message out of a queue, in order."""
    found = []
    async with channel_at(rabbit_url) as channel:
        queue = await channel.get_queue(name)
        while (message := await queue.get(fail=False)) is not None:
            await message.ack()
            found.append(message)
    return found


async def put(
    rabbit_url: str, queue: WorkQueue, body: bytes, *, message_id: str | None = None
) -> None:
    """Publish straight into a work queue, in the name of whoever the event says."""
    await put_each(rabbit_url, queue, body, [message_id or str(uuid4())])


async def put_each(rabbit_url: str, queue: WorkQueue, body: bytes, ids: Iterable[str]) -> None:
    """Publish the same under many ids, one after the other."""
    async with channel_at(rabbit_url) as channel:
        for message_id in ids:
            await channel.default_exchange.publish(
                aio_pika.Message(
                    body,
                    message_id=message_id,
                    user_id=owner_of(body),
                    delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
                ),
                queue.name,
                timeout=CONFIRM_SECONDS,
            )


def owner_of(body: bytes) -> str | None:
    """Name the broker's user of the service that an event says it comes from, if it is one."""
    try:
        return user_of(read(body).source.removeprefix("porukalla/"))
    except UnreadableEventError:
        return None


async def publish(rabbit_url: str, *events: Envelope[Event]) -> None:
    """Publish events to whoever listens, as a relay does."""
    async with channel_at(rabbit_url) as channel:
        exchange = await channel.get_exchange(EVENTS)
        for event in events:
            body = write(event)
            message = aio_pika.Message(
                body, message_id=str(event.id), type=event.type, user_id=owner_of(body)
            )
            await exchange.publish(message, event.type)


def error_of(relay: Relay) -> str | None:
    """Name what the relay's last round broke with; None when it went well."""
    trouble = relay.loop.trouble
    return trouble.error if trouble else None


async def until(
    check: Callable[[], Awaitable[bool]] | Callable[[], bool], seconds: float = PATIENCE
) -> None:
    """Wait until the check holds; fails with a TimeoutError otherwise.

    The clock is looked at as well: on Python 3.11 a check that speaks to a broker may swallow the
    one cancellation that a timeout has, and would then be repeated for ever.
    """
    loop = asyncio.get_running_loop()
    over_at = loop.time() + seconds
    async with asyncio.timeout_at(over_at):
        while loop.time() < over_at:
            result = check()
            if result if isinstance(result, bool) else await result:
                return
            await asyncio.sleep(0.05)
    raise TimeoutError


def limit(name: str, pattern: str, definition: Mapping[str, int | str]) -> tuple[str, ...]:
    """Give the words that set a policy, to be told to a broker; it wins over those loaded."""
    words = ("set_policy", name, pattern, json.dumps(definition))
    return (*words, "--apply-to", "queues", "--priority", "9")
