"""The broker's exchanges and queues as data, and the deploy step that declares them.

Declared with a connection of its own, never through a service's broker: FastStream caches a queue
with the channel that declared it first, and that channel's prefetch.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractExchange, ExchangeType
from pamqp.common import FieldTable

EVENTS = "events"
"""Topic exchange for every event; routing key = event type."""
RETURNS = "events.returns"
"""Direct exchange keyed by queue name: up the ladder, back from it, and to the parked queue."""

RETRY_SECONDS = (1, 30, 300)
"""Delays of the ladder; the last one repeats."""
MAX_ATTEMPTS = 10
"""Failures before parking: with the ladder above, about 40 minutes of trying."""
DELIVERY_LIMIT = 20
"""Crash guard only: a killed consumer burns its whole prefetch window, so real attempts are
counted in a header (`attempts`) by the consumer."""
SETTLE_SECONDS = 2.0
"""Of 100 messages 100 survived a kill 1.5 s after the declaration, none at 0.5 s (eventing.md)."""
PARKED_LIMIT = 1_000_000
"""Looking at a parked message counts as a delivery; RabbitMQ 4 would drop it after 20 looks."""
MAX_LENGTH = 1_000_000


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

    @property
    def name(self) -> str:
        """The queue's name on the broker."""
        return f"{self.consumer}.{self.stream}"

    def retry(self, seconds: int) -> str:
        """Name the rung of the ladder with this delay."""
        return f"{self.name}.retry.{seconds}"

    @property
    def parked(self) -> str:
        """Where a message waits for a human, with its reason."""
        return f"{self.name}.parked"


def quorum_arguments() -> FieldTable:
    """Arguments of every queue here: replicated, bounded, and refusing instead of dropping."""
    return {
        "x-queue-type": "quorum",
        "x-overflow": "reject-publish",
        "x-max-length": MAX_LENGTH,
    }


def _dead_letters_to(routing_key: str) -> FieldTable:
    return {
        "x-dead-letter-exchange": RETURNS,
        "x-dead-letter-routing-key": routing_key,
        "x-dead-letter-strategy": "at-least-once",
    }


def arguments_of(queue: WorkQueue) -> FieldTable:
    """Arguments of a work queue; a service that subscribes passes the same."""
    crash_guard: FieldTable = {"x-delivery-limit": DELIVERY_LIMIT}
    return quorum_arguments() | _dead_letters_to(queue.parked) | crash_guard


def _ladder(queue: WorkQueue) -> Iterator[tuple[str, FieldTable]]:
    for seconds in queue.delays:
        delay: FieldTable = {"x-message-ttl": seconds * 1000}
        yield queue.retry(seconds), quorum_arguments() | _dead_letters_to(queue.name) | delay


async def declare(
    rabbit_url: str, queues: Sequence[WorkQueue], *, settle_seconds: float = SETTLE_SECONDS
) -> None:
    """Declare everything, idempotently; run at deploy time, before services start.

    Returns only after `settle_seconds`: a quorum queue whose single node is killed within about
    a second of its declaration stays leaderless for ever, and loses what was confirmed.
    """
    connection = await aio_pika.connect(rabbit_url, timeout=10)
    async with connection, connection.channel() as channel:
        events = await channel.declare_exchange(EVENTS, ExchangeType.TOPIC, durable=True)
        returns = await channel.declare_exchange(RETURNS, ExchangeType.DIRECT, durable=True)
        for queue in queues:
            await _declare_one(channel, events, returns, queue)
    await asyncio.sleep(settle_seconds)


async def _declare_one(
    channel: AbstractChannel,
    events: AbstractExchange,
    returns: AbstractExchange,
    queue: WorkQueue,
) -> None:
    parked = await channel.declare_queue(
        queue.parked,
        durable=True,
        arguments=quorum_arguments() | {"x-delivery-limit": PARKED_LIMIT},
    )
    await parked.bind(returns, queue.parked)
    work = await channel.declare_queue(queue.name, durable=True, arguments=arguments_of(queue))
    await work.bind(returns, queue.name)
    for name, arguments in _ladder(queue):
        rung = await channel.declare_queue(name, durable=True, arguments=arguments)
        await rung.bind(returns, name)
    for event_type in queue.types:
        await work.bind(events, event_type)
