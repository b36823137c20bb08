"""Consume many at once: one transaction and one acknowledgement for a whole batch.

FastStream has no batch subscriber for RabbitMQ; this is aio-pika's public API. A batch is what
has arrived already: nothing waits to be filled.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage

from shared.contracts.envelope import Envelope
from shared.loops import Loop, Pauses
from shared.messaging.errors import PermanentError
from shared.messaging.patience import PATIENCE, Patience
from shared.messaging.publisher import Publisher, connect, part_with
from shared.messaging.receiver import Receiver, event_of
from shared.messaging.topology import WorkQueue
from shared.postgres.errors import is_unavailable
from shared.telemetry import metrics

BatchHandler = Callable[[Sequence[Envelope[Any]]], Awaitable[None]]
"""Handles all events in one transaction, or raises and has changed nothing."""

BATCH = 200
PREFETCH = 2 * BATCH
"""The next batch arrives while this one commits."""
BEAT_SECONDS = 5.0
PAUSES = Pauses(after_failure=timedelta(seconds=0.5))

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A delivery and since when it is held."""

    message: AbstractIncomingMessage
    since: float


Pair = tuple[Arrival, Envelope[Any]]
Arrivals = asyncio.Queue[Arrival | None]
"""None: the consumer is lost."""


class ConsumerLostError(ConnectionError):
    """The channel is closed or the broker cancelled the consumer: open a new one."""


class BatchConsumer:
    """Feeds one queue's deliveries to a batch handler, in order of arrival.

    A round lasts as long as the connection: it is alive while it waits, and at each try.
    """

    def __init__(
        self,
        rabbit_url: str,
        queue: WorkQueue,
        handler: BatchHandler,
        publisher: Publisher,
        patience: Patience = PATIENCE,
    ) -> None:
        """Connect when its loop runs; `publisher` moves failed messages on."""
        self.loop = Loop(f"consumer {queue.name}", self._session, PAUSES)
        self._url = rabbit_url
        self._queue = queue
        self._handler = handler
        self._patience = patience
        self._alone = Receiver(queue, self._one, publisher, patience)
        self.connected = False
        self._arrived: Arrivals | None = None

    def begin_anew(self) -> None:
        """Consume by a new connection: somebody knows that this one hears nothing more."""
        if self._arrived is not None:
            self._arrived.put_nowait(None)

    async def _session(self) -> None:
        connection = await connect(self._url, f"{self._queue.name}.consumer")
        try:
            await self._consume(connection)
        finally:
            self.connected, self._arrived = False, None
            await part_with(connection)

    async def _consume(self, connection: AbstractConnection) -> None:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=PREFETCH)
        queue = await channel.get_queue(self._queue.name)
        arrived = Arrivals()
        await _tell_when_lost(channel, arrived)
        await queue.consume(partial(self._note, arrived))
        self.connected, self._arrived = True, arrived
        while True:
            await self.handle(await self._take(arrived))

    async def _note(self, arrived: Arrivals, message: AbstractIncomingMessage) -> None:
        arrived.put_nowait(Arrival(message, self._patience.clock()))

    async def _take(self, arrived: Arrivals) -> list[Arrival]:
        found = [await self._first(arrived)]
        while len(found) < BATCH and not arrived.empty():
            found.append(_kept(arrived.get_nowait()))
        return found

    async def _first(self, arrived: Arrivals) -> Arrival:
        while True:
            self.loop.alive()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(BEAT_SECONDS):
                    return _kept(await arrived.get())

    async def handle(self, arrivals: Sequence[Arrival]) -> None:
        """Handle a batch and acknowledge it; it is held only as long as one delivery may be."""
        pairs = await self._readable(arrivals)
        events = [event for _, event in pairs]
        try:
            if pairs:
                await self._patience.hold(lambda: self._try(events), arrivals[0].since)
        except Exception as error:  # one poison event must not hold the others
            log.warning("batch split", queue=self._queue.name, exc_info=error)
            await self._split([arrival for arrival, _ in pairs], error)
        else:
            metrics.inbox_handled_total.labels(self._queue.name).inc(len(pairs))
        await arrivals[-1].message.ack(multiple=True)

    async def _try(self, events: Sequence[Envelope[Any]]) -> None:
        self.loop.alive()
        await self._handler(events)

    async def _split(self, arrivals: Sequence[Arrival], error: Exception) -> None:
        for arrival in arrivals:
            if is_unavailable(error):  # each of them would wait as long
                await self._alone.divert(arrival.message, error)
            else:
                await self._alone.receive(arrival.message, arrival.since)

    async def _readable(self, arrivals: Sequence[Arrival]) -> list[Pair]:
        pairs = []
        for arrival in arrivals:
            try:
                pairs.append((arrival, event_of(arrival.message, self._queue)))
            except PermanentError as error:
                await self._alone.divert(arrival.message, error)
        return pairs

    async def _one(self, event: Envelope[Any]) -> None:
        await self._try([event])


async def _tell_when_lost(channel: AbstractChannel, arrived: Arrivals) -> None:
    def lost(*_: object) -> None:
        arrived.put_nowait(None)

    channel.close_callbacks.add(lost)
    underlay = await channel.get_underlay_channel()
    underlay.on_consumer_cancel_callbacks.add(lost)


def _kept(arrival: Arrival | None) -> Arrival:
    if arrival is None:
        raise ConsumerLostError
    return arrival
