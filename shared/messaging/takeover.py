"""What is no longer bound is unbound by the deploy step, and what it holds moved on."""

from collections.abc import Iterator

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractQueue
from aiormq.exceptions import ChannelNotFoundEntity

from shared.contracts.wire import BY_TYPE
from shared.messaging.copies import copy_of
from shared.messaging.topology import EVENTS, RETRY_SECONDS, RETURNS, WorkQueue


async def take_over(rabbit_url: str, queue: WorkQueue) -> None:
    """Unbind the queue from what it does not declare, and empty and delete its former ones.

    A former queue that somebody still consumes is left to them, and taken over the next time.
    Killed in between, a message may be there twice: the inbox of its consumer knows it.
    """
    connection = await aio_pika.connect(rabbit_url, timeout=10)
    async with connection:
        await _unbind(connection, queue.name, set(BY_TYPE) - set(queue.types))
        for former in queue.former:
            await _unbind(connection, former, set(BY_TYPE))
            for name, target in _pairs(former, queue):
                await _move(connection, name, target)


def _pairs(former: str, queue: WorkQueue) -> Iterator[tuple[str, str]]:
    yield former, queue.name
    for seconds in RETRY_SECONDS:
        yield f"{former}.retry.{seconds}", queue.name
    yield f"{former}.parked", queue.parked


async def _unbind(connection: AbstractConnection, name: str, types: set[str]) -> None:
    async with connection.channel() as channel:
        if (found := await _existing(channel, name)) is not None:
            for event_type in sorted(types):
                await found.unbind(EVENTS, event_type)


async def _move(connection: AbstractConnection, name: str, target: str) -> None:
    async with (
        connection.channel() as taking,
        connection.channel(publisher_confirms=True, on_return_raises=True) as putting,
    ):
        found = await _existing(taking, name)
        if found is None or found.declaration_result.consumer_count:
            return
        returns = await putting.get_exchange(RETURNS)
        while (message := await found.get(fail=False)) is not None:
            await returns.publish(copy_of(message, message.headers), target, mandatory=True)
            await message.ack()
        await found.delete(if_unused=False, if_empty=False)


async def _existing(channel: AbstractChannel, name: str) -> AbstractQueue | None:
    """Find a queue; the channel is closed by asking for one that is missing."""
    try:
        return await channel.get_queue(name)
    except ChannelNotFoundEntity:
        return None
