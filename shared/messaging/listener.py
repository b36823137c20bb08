"""Consume through FastStream, and begin anew whenever the broker was lost.

Its connection restores itself, but not always its consumers: a start that meets a broker which is
still electing leaders, or a second loss during the restoring, leaves queues that nobody hears
while everything claims to be connected. A new broker object after each loss has no such state.
"""

import asyncio
import contextlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from faststream import AckPolicy
from faststream.message import StreamMessage
from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitQueue

from shared.contracts.envelope import Envelope
from shared.loops import Limits, Loop, Pauses
from shared.messaging.at_work import AtWork
from shared.messaging.publisher import CONNECT_SECONDS, HEARTBEAT_SECONDS, Publisher
from shared.messaging.receiver import Handler, Receiver
from shared.messaging.topology import WorkQueue, arguments_of

PREFETCH = 16
"""Deliveries held at once a queue; FastStream starts a task for each."""
AT_WORK = 6
"""Handlers at work at once in a process: fewer than it has places at the database for work."""
GRACE_SECONDS = 15.0
START_SECONDS = 20.0
BEAT_SECONDS = 5.0
PAUSES = Pauses(after_failure=timedelta(seconds=0.5))
LIMITS = Limits(told=timedelta(seconds=15))
"""A round lasts as long as the connection; without a beat it has a handler that hangs."""


class BrokerLostError(ConnectionError):
    """The connection of the consumers was closed, or the broker cancelled one of them."""


class Listening:
    """Keeps the reactions of one service fed."""

    def __init__(
        self, rabbit_url: str, reactions: Mapping[WorkQueue, Handler], publisher: Publisher
    ) -> None:
        """Connect when its loop runs."""
        self.loop = Loop("listening", self._session, PAUSES, limits=LIMITS)
        self._url = rabbit_url
        self._publisher = publisher
        self._at_work = AtWork()
        self._lost: asyncio.Event | None = None
        self._reactions = {
            queue: self._at_work.noting(handler) for queue, handler in reactions.items()
        }

    def begin_anew(self) -> None:
        """Consume by a new connection: somebody knows that this one hears nothing more."""
        if self._lost is not None:
            self._lost.set()

    async def _session(self) -> None:
        lost = asyncio.Event()
        broker = listening_broker(self._url, self._reactions, self._publisher, lost)
        try:
            async with asyncio.timeout(START_SECONDS):
                await broker.start()
                await _tell_when_cancelled(broker, lost)
            self._lost = lost
            await self._until(lost)
        finally:
            self._lost = None
            async with asyncio.timeout(GRACE_SECONDS + CONNECT_SECONDS):
                await broker.stop()
        raise BrokerLostError

    async def _until(self, lost: asyncio.Event) -> None:
        while not lost.is_set():
            if self._at_work.longest() < BEAT_SECONDS:
                self.loop.alive()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(BEAT_SECONDS):
                    await lost.wait()


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


async def _tell_when_cancelled(broker: RabbitBroker, lost: asyncio.Event) -> None:
    """Have `lost` set when a consumer is cancelled by the broker, as when its queue is deleted."""
    for subscriber in broker.subscribers:
        queue = getattr(subscriber, "_queue_obj", None)  # it shows its channel to nobody
        if queue is not None:
            channel = await queue.channel.get_underlay_channel()
            channel.on_consumer_cancel_callbacks.add(lambda *_: lost.set())


async def _raw(message: StreamMessage[Any]) -> Any:  # noqa: ANN401  # FastStream's own type
    return message.raw_message
