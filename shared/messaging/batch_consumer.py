"""Consume many at once: one transaction and one acknowledgement for a whole batch.

FastStream has no batch subscriber for RabbitMQ; this is aio-pika's public API. A batch is what
has arrived already: nothing waits to be filled.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage

from shared.contracts.envelope import Envelope
from shared.messaging.publisher import Publisher, connect
from shared.messaging.receiver import Receiver, UnreadableMessageError, patiently, read_event
from shared.messaging.topology import WorkQueue
from shared.telemetry import metrics

BatchHandler = Callable[[Sequence[Envelope[Any]]], Awaitable[None]]
"""Handles all events in one transaction, or raises and has changed nothing."""

BATCH = 200
PREFETCH = 2 * BATCH
"""The next batch arrives while this one commits."""
RECONNECT_SECONDS = 0.5

log = structlog.get_logger(__name__)

Arrival = AbstractIncomingMessage | None
"""None: the consumer is lost."""
Pair = tuple[AbstractIncomingMessage, Envelope[Any]]


class ConsumerLostError(Exception):
    """The channel is closed or the broker cancelled the consumer: open a new one."""


class BatchConsumer:
    """Feeds one queue's deliveries to a batch handler, in order of arrival."""

    def __init__(
        self, rabbit_url: str, queue: WorkQueue, handler: BatchHandler, publisher: Publisher
    ) -> None:
        """Connect when run; `publisher` moves failed messages on."""
        self._url = rabbit_url
        self._queue = queue
        self._handler = handler
        self._alone = Receiver(queue, self._one, publisher)
        self.connected = False

    async def run(self) -> None:
        """Consume until cancelled; a lost connection is opened again."""
        while True:
            try:
                await self._session()
            except asyncio.CancelledError:
                if (task := asyncio.current_task()) is None or task.cancelling():
                    raise
            except Exception as error:  # noqa: BLE001  # a consumer must outlive every fault
                log.warning(
                    "consumer interrupted", queue=self._queue.name, error=type(error).__name__
                )
            finally:
                self.connected = False
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _session(self) -> None:
        connection = await connect(self._url, f"{self._queue.name}.consumer")
        async with connection:
            channel = await connection.channel()
            await channel.set_qos(prefetch_count=PREFETCH)
            queue = await channel.get_queue(self._queue.name)
            arrived: asyncio.Queue[Arrival] = asyncio.Queue()
            await _tell_when_lost(channel, arrived)
            await queue.consume(arrived.put)
            self.connected = True
            while True:
                await self._handle(await _take(arrived))

    async def _handle(self, messages: list[AbstractIncomingMessage]) -> None:
        pairs = await self._readable(messages)
        try:
            if pairs:
                await patiently(lambda: self._handler([event for _, event in pairs]))
        except Exception as error:  # noqa: BLE001  # one poison event must not hold the others
            log.warning("batch split", queue=self._queue.name, error=type(error).__name__)
            for message, _ in pairs:
                await self._alone(message)
        else:
            metrics.inbox_handled_total.labels(self._queue.name).inc(len(pairs))
        await messages[-1].ack(multiple=True)

    async def _readable(self, messages: list[AbstractIncomingMessage]) -> list[Pair]:
        pairs = []
        for message in messages:
            try:
                pairs.append((message, read_event(message.body)))
            except UnreadableMessageError as error:
                await self._alone.divert(message, error)
        return pairs

    async def _one(self, event: Envelope[Any]) -> None:
        await self._handler([event])


async def _tell_when_lost(channel: AbstractChannel, arrived: asyncio.Queue[Arrival]) -> None:
    def lost(*_: object) -> None:
        arrived.put_nowait(None)

    channel.close_callbacks.add(lost)
    underlay = await channel.get_underlay_channel()
    underlay.on_consumer_cancel_callbacks.add(lost)


async def _take(arrived: asyncio.Queue[Arrival]) -> list[AbstractIncomingMessage]:
    messages: list[AbstractIncomingMessage] = []
    while not messages or (len(messages) < BATCH and not arrived.empty()):
        message = await arrived.get()
        if message is None:
            raise ConsumerLostError
        messages.append(message)
    return messages
