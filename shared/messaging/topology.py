"""The broker's exchanges and queues as data, and the deploy step that declares them.

What a queue cannot be without lies in its arguments: its kind, that it refuses instead of dropping,
where a message goes next. What only bounds it is a policy (`limits.py`) and changes while it runs.

Declared with a connection of its own, never through a service's broker: FastStream caches a queue
with the channel that declared it first, and that channel's prefetch.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aio_pika.abc import AbstractChannel, AbstractConnection, ExchangeType
from aio_pika.exceptions import ChannelPreconditionFailed
from pamqp.common import FieldTable

from shared.messaging.publisher import connect

EVENTS = "events"
"""Topic exchange for every event; routing key = event type."""
RETRY_SECONDS = (1, 30, 300)
"""Delays of the ladder; the last one repeats."""
MAX_ATTEMPTS = 10
"""Failures before parking: with the ladder above, about 40 minutes of trying."""
SETTLE_SECONDS = 2.0
"""Of 100 messages 100 survived a kill 1.5 s after the declaration, none at 0.5 s (eventing.md)."""
PARKED_LIMIT = 1_000_000
"""Looking at a parked message counts as a delivery; RabbitMQ 4 would drop it after 20 looks."""
KIND: FieldTable = {"x-queue-type": "quorum", "x-overflow": "reject-publish"}
"""Arguments of every queue here: replicated, and refusing instead of dropping when it is full."""


@dataclass(frozen=True, slots=True)
class WorkQueue:
    """What one consumer listens to: `<consumer>.<stream>`, bound to event types."""

    consumer: str
    stream: str
    types: tuple[str, ...]
    delays: tuple[int, ...] = RETRY_SECONDS
    """Seconds of each rung."""
    max_attempts: int = MAX_ATTEMPTS
    """Failures after which the message is parked."""
    former: tuple[str, ...] = ()
    """Queues of earlier versions whose place this one takes, with what they hold."""
    keeps_later: bool = False
    """Whether events of types that this version does not know are handled, and not parked."""

    @property
    def name(self) -> str:
        """The queue's name on the broker."""
        return f"{self.consumer}.{self.stream}"

    @property
    def returns(self) -> str:
        """Direct exchange keyed by queue name: up the ladder, back, and to the parked queue.

        The consumer alone may write to it, and it leads to the consumer's queues alone.
        """
        return f"{self.consumer}.returns"

    def retry(self, seconds: int) -> str:
        """Name the rung of the ladder with this delay."""
        return f"{self.name}.retry.{seconds}"

    @property
    def parked(self) -> str:
        """Where a message waits for a human, with its reason."""
        return f"{self.name}.parked"


@dataclass(frozen=True, slots=True)
class QueueSpec:
    """One queue as it must be on the broker."""

    name: str
    arguments: FieldTable
    returns: tuple[str, ...]
    """Exchanges of which it takes what they have under its name."""
    types: tuple[str, ...] = ()
    """Event types bound to it."""


def arguments_of(queue: WorkQueue) -> FieldTable:
    """Arguments of a work queue; a service that subscribes passes the same."""
    return KIND | _dead_letters_to(queue, queue.parked)


def specs_of(queue: WorkQueue) -> tuple[QueueSpec, ...]:
    """Give the parked queue, the work queue and its ladder."""
    looks: FieldTable = {"x-delivery-limit": PARKED_LIMIT}
    returns = (queue.returns,)
    return (
        QueueSpec(queue.parked, KIND | looks, returns),
        QueueSpec(queue.name, arguments_of(queue), returns, queue.types),
        *(QueueSpec(queue.retry(delay), _rung(queue, delay), returns) for delay in queue.delays),
    )


def _rung(queue: WorkQueue, seconds: int) -> FieldTable:
    delay: FieldTable = {"x-message-ttl": seconds * 1000}
    return KIND | _dead_letters_to(queue, queue.name) | delay


def _dead_letters_to(queue: WorkQueue, routing_key: str) -> FieldTable:
    return {
        "x-dead-letter-exchange": queue.returns,
        "x-dead-letter-routing-key": routing_key,
        "x-dead-letter-strategy": "at-least-once",
    }


async def declare(
    rabbit_url: str, queues: Sequence[WorkQueue], *, settle_seconds: float = SETTLE_SECONDS
) -> list[str]:
    """Declare everything, idempotently; run at deploy time, before services start.

    Gives the names of queues that an earlier version declared with other arguments: they go on
    working as they are until they are renewed.

    Returns only after `settle_seconds`: a quorum queue whose single node is killed within about
    a second of its declaration stays leaderless for ever, and loses what was confirmed.
    """
    connection = await connect(rabbit_url, "deploy")
    async with connection:
        outdated = [name for queue in queues for name in await declare_one(connection, queue)]
    await asyncio.sleep(settle_seconds)
    return outdated


async def declare_one(connection: AbstractConnection, queue: WorkQueue) -> list[str]:
    """Declare what one work queue needs; gives the names of those that are outdated."""
    await declare_exchanges(connection, queue)
    specs = specs_of(queue)
    return [spec.name for spec in specs if not await declare_spec(connection, spec)]


async def declare_exchanges(connection: AbstractConnection, queue: WorkQueue) -> None:
    """Declare what the queue is bound to."""
    async with connection.channel() as channel:
        await channel.declare_exchange(EVENTS, ExchangeType.TOPIC, durable=True)
        await channel.declare_exchange(queue.returns, ExchangeType.DIRECT, durable=True)


async def declare_spec(connection: AbstractConnection, spec: QueueSpec) -> bool:
    """Declare and bind one queue; False when it is there with other arguments."""
    is_as_declared = True
    try:
        async with connection.channel() as channel:
            await channel.declare_queue(spec.name, durable=True, arguments=spec.arguments)
    except ChannelPreconditionFailed:
        is_as_declared = False
    async with connection.channel() as channel:
        await bind(channel, spec)
    return is_as_declared


async def bind(channel: AbstractChannel, spec: QueueSpec) -> None:
    """Bring it what it shall hear."""
    queue = await channel.get_queue(spec.name, ensure=False)
    for exchange in spec.returns:
        await queue.bind(exchange, spec.name)
    for event_type in spec.types:
        await queue.bind(EVENTS, event_type)
