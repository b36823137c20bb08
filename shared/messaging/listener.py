"""Consume through FastStream, and begin anew whenever the broker was lost.

Its connection restores itself, but not always its consumers: a start that meets a broker which is
still electing leaders, or a second loss during the restoring, leaves queues that nobody hears
while everything claims to be connected. A new broker object after each loss has no such state.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, cast

import structlog
from faststream import AckPolicy
from faststream.message import StreamMessage
from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitQueue

from shared.contracts.envelope import Envelope
from shared.messaging.publisher import CONNECT_SECONDS, HEARTBEAT_SECONDS, Publisher
from shared.messaging.receiver import Handler, Receiver
from shared.messaging.topology import WorkQueue, arguments_of

PREFETCH = 16
"""Deliveries held at once a queue; FastStream starts a task for each."""
AT_WORK = 6
"""Handlers at work at once in a process: fewer than it has places at the database for work."""
GRACE_SECONDS = 15.0
START_SECONDS = 20.0
AGAIN_SECONDS = 0.5

log = structlog.get_logger(__name__)


class Listening:
    """Keeps the reactions of one service fed."""

    def __init__(
        self, rabbit_url: str, reactions: Mapping[WorkQueue, Handler], publisher: Publisher
    ) -> None:
        """Connect when run."""
        self._url = rabbit_url
        self._reactions = reactions
        self._publisher = publisher

    async def run(self) -> None:
        """Consume until cancelled; then handlers may finish what they hold."""
        while True:
            try:
                await self._session()
            except asyncio.CancelledError:
                if (task := asyncio.current_task()) is None or task.cancelling():
                    raise
            except Exception as error:  # noqa: BLE001  # a consumer must outlive every fault
                log.warning("consumer interrupted", error=type(error).__name__)
            await asyncio.sleep(AGAIN_SECONDS)

    async def _session(self) -> None:
        lost = asyncio.Event()
        broker = listening_broker(self._url, self._reactions, self._publisher, lost)
        try:
            async with asyncio.timeout(START_SECONDS):
                await broker.start()
            await lost.wait()
        finally:
            await broker.stop()


def listening_broker(
    rabbit_url: str,
    reactions: Mapping[WorkQueue, Handler],
    publisher: Publisher,
    lost: asyncio.Event | None = None,
) -> RabbitBroker:
    """Wire each queue to its receiver; queues are declared at deploy time, never from here.

    `lost` is set when the connection closes, for whatever reason.
    """

    def closed(*_: object) -> None:
        if lost is not None:
            lost.set()

    broker = RabbitBroker(
        f"{rabbit_url}{'&' if '?' in rabbit_url else '?'}heartbeat={HEARTBEAT_SECONDS}",
        timeout=CONNECT_SECONDS,
        fail_fast=True,
        reconnect_interval=0.5,
        graceful_timeout=GRACE_SECONDS,
        apply_types=False,
        logger=None,
        on_close=[closed],
    )
    turns = asyncio.Semaphore(AT_WORK)
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
        )(Receiver(queue, in_turn(handler, turns), publisher).__call__)
    return broker


def in_turn(handler: Handler, turns: asyncio.Semaphore) -> Handler:
    """Have a handler wait for its turn; while it rests for a database that is away others go on."""

    async def handle(event: Envelope[Any]) -> None:
        async with turns:
            await handler(event)

    return handle


async def _raw(message: StreamMessage[Any]) -> Any:  # noqa: ANN401  # FastStream's own type
    return message.raw_message
