"""What a service opens to speak and listen: relay, consumers and their health, in one place."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import structlog
from faststream import AckPolicy
from faststream.message import StreamMessage
from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitQueue

from shared.messaging.batching import BatchConsumer, BatchHandler
from shared.messaging.probing import Probing
from shared.messaging.publishing import HEARTBEAT_SECONDS, Publisher
from shared.messaging.receiving import Handler, Receiver
from shared.messaging.relay import Relay
from shared.messaging.topology import WorkQueue, arguments_of
from shared.postgres.types import Pool
from shared.telemetry.health import Probe

PREFETCH = 16
"""Deliveries in work at once a queue; FastStream starts a task for each."""
GRACE_SECONDS = 15.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Messaging:
    """The running parts, as the rest of the service sees them."""

    relay: Relay
    probes: Mapping[str, Probe]

    def hint(self) -> None:
        """Say, after a commit, that events wait in the outbox."""
        self.relay.hint()


@asynccontextmanager
async def open_messaging(
    *,
    rabbit_url: str,
    pool: Pool,
    service: str,
    reactions: Mapping[WorkQueue, Handler] | None = None,
    batches: Mapping[WorkQueue, BatchHandler] | None = None,
) -> AsyncIterator[Messaging]:
    """Start relay and consumers in the background: the broker may be away, then and later.

    On the way out consumers finish what they hold, then the relay stops; unsent rows stay.
    """
    publisher = Publisher(rabbit_url, name=f"{service}.detours")
    relay = Relay(pool, rabbit_url, service=service)
    broker = listening_broker(rabbit_url, reactions or {}, publisher)
    consumers = [
        BatchConsumer(rabbit_url, queue, handler, publisher)
        for queue, handler in (batches or {}).items()
    ]
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(publisher.close)
        await stack.enter_async_context(_running(relay.run(), "relay"))
        for consumer in consumers:
            await stack.enter_async_context(_running(consumer.run(), "consumer"))
        stack.push_async_callback(broker.stop)
        await stack.enter_async_context(_running(broker.start(), "broker"))
        queues = [*(reactions or {}), *(batches or {})]
        yield Messaging(relay, Probing(pool, relay, publisher, queues).by_name())


def listening_broker(
    rabbit_url: str, reactions: Mapping[WorkQueue, Handler], publisher: Publisher
) -> RabbitBroker:
    """Wire each queue to its receiver; queues are declared at deploy time, never from here."""
    broker = RabbitBroker(
        f"{rabbit_url}{'&' if '?' in rabbit_url else '?'}heartbeat={HEARTBEAT_SECONDS}",
        fail_fast=False,
        reconnect_interval=0.5,
        graceful_timeout=GRACE_SECONDS,
        apply_types=False,
        logger=None,
    )
    for queue, handler in reactions.items():
        broker.subscriber(
            RabbitQueue(
                queue.name,
                queue_type=QueueType.QUORUM,
                durable=True,
                declare=False,
                arguments=cast("Any", arguments_of(queue)),
            ),
            ack_policy=AckPolicy.NACK_ON_ERROR,
            channel=Channel(prefetch_count=PREFETCH),
            decoder=_raw,
        )(Receiver(queue, handler, publisher).__call__)
    return broker


async def _raw(message: StreamMessage[Any]) -> Any:  # noqa: ANN401  # FastStream's own type
    return message.raw_message


@asynccontextmanager
async def _running(work: Any, name: str) -> AsyncIterator[None]:  # noqa: ANN401  # any coroutine
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
