"""Count messages on the broker, and take none away."""

from collections.abc import Sequence

import aio_pika
from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import ChannelNotFoundEntity

from deploy.local.broker_definitions import has_limits
from deploy.watching.figures import QueueFigures
from shared.messaging.parked import ParkedQueue
from shared.messaging.publisher import connect
from shared.messaging.topology import WorkQueue

LOOKED_AT = 200
"""Parked messages of a queue whose reason is read at each look."""


async def look_at_queues(rabbit_url: str, queues: Sequence[WorkQueue]) -> list[QueueFigures] | None:
    """Declare each queue, its ladder and its parked queue passively; None when unreachable."""
    try:
        connection = await connect(rabbit_url, "status")
    except (OSError, TimeoutError, aio_pika.exceptions.AMQPError):
        return None
    async with connection:
        found = [await _look(connection, queue) for queue in queues]
    return [await _with_strangers(rabbit_url, *pair) for pair in zip(queues, found, strict=True)]


async def look_at_limits(rabbit_url: str) -> bool | None:
    """Say whether the broker has this version's limits; None when it is away or forbids asking."""
    try:
        return await has_limits(rabbit_url)
    except (OSError, TimeoutError, aio_pika.exceptions.AMQPError):
        return None


async def _look(connection: AbstractConnection, queue: WorkQueue) -> QueueFigures:
    waiting, consumers = await _count(connection, queue.name)
    rungs = [await _count(connection, queue.retry(seconds)) for seconds in queue.delays]
    parked, _ = await _count(connection, queue.parked)
    return QueueFigures(
        name=queue.name,
        waiting=waiting,
        consumers=consumers,
        retrying=sum(messages for messages, _ in rungs),
        parked=parked,
    )


async def _with_strangers(rabbit_url: str, queue: WorkQueue, figures: QueueFigures) -> QueueFigures:
    if not figures.parked:
        return figures
    async with ParkedQueue(rabbit_url, queue) as parked:
        strangers = sum(message.is_of_stranger for message in await parked.look(LOOKED_AT))
    return figures.model_copy(update={"strangers": strangers})


async def _count(connection: AbstractConnection, name: str) -> tuple[int, int]:
    """Give messages and consumers; a queue that is missing closes its channel, not ours."""
    async with connection.channel() as channel:
        try:
            found = (await channel.get_queue(name)).declaration_result
        except ChannelNotFoundEntity:
            return 0, 0
    return found.message_count or 0, found.consumer_count or 0
