"""Publish so that success means stored: persistent, mandatory, confirmed, with a time limit.

One connection of its own, thrown away when anything looks wrong: after a failover a reopened
channel can nack for ever although the queue is healthy (eventing.md, section 5).
"""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

import aio_pika
import aiormq
from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.exceptions import DeliveryError, PublishError
from pamqp.commands import Basic

Properties: TypeAlias = Basic.Properties

PUBLISH_SECONDS = 10.0
CONNECT_SECONDS = 5.0
HEARTBEAT_SECONDS = 10


class Message(Protocol):
    """What is published; aio-pika's own class is one, and takes fifteen times as long to make."""

    @property
    def body(self) -> bytes:
        """The content."""
        ...

    @property
    def properties(self) -> Properties:
        """What the broker and the consumer read beside it."""
        ...


@dataclass(frozen=True, slots=True)
class PlainMessage:
    """A message with nothing to convert."""

    body: bytes
    properties: Properties


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message on its way to an exchange."""

    exchange: str
    routing_key: str
    message: Message


class UnroutableError(Exception):
    """No queue is bound to this type: the topology is incomplete."""


REFUSALS: Final = (UnroutableError, DeliveryError)
"""What the broker says of one message; others may go on."""


class Publisher:
    """A confirmed channel, opened when first needed and replaced after a failure."""

    def __init__(self, rabbit_url: str, *, name: str) -> None:
        """Connect later, as `name` in the broker's connection list."""
        self._url = rabbit_url
        self._name = name
        self._connection: AbstractConnection | None = None
        self._channel: AbstractChannel | None = None
        self._opening = asyncio.Lock()

    @property
    def is_connected(self) -> bool:
        """Say whether a connection is open now."""
        return self._connection is not None and not self._connection.is_closed

    async def publish(self, item: Outgoing) -> None:
        """Publish one message; raises when it is not certainly stored."""
        (error,) = await self.publish_all([item])
        if isinstance(error, DeliveryError):
            await self.close()
        if error is not None:
            raise error

    async def publish_all(self, items: Sequence[Outgoing]) -> list[BaseException | None]:
        """Publish in order, wait for every confirm, and give each message's error or None.

        UnroutableError: returned by the broker. DeliveryError: nacked; whoever publishes many
        closes when all are answered. Anything else: timed out or disconnected; the message may or
        may not be stored, and the channel is replaced.
        """
        # aio-pika's own publish waits for each write before the next one
        channel = await (await self.channel()).get_underlay_channel()
        results = await asyncio.gather(
            *(_publish(channel, item) for item in items), return_exceptions=True
        )
        errors = [_error(result) for result in results]
        if any(error is not None and not isinstance(error, REFUSALS) for error in errors):
            await self.close()
        return errors

    async def close(self) -> None:
        """Drop the connection; the next publish opens a new one."""
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            await part_with(connection)

    async def channel(self) -> AbstractChannel:
        """Give the open channel, connecting first where needed."""
        async with self._opening:
            try:
                return await self._open_channel()
            except BaseException:
                # a connection that was cut still calls itself open, and gives no channel ever
                await self.close()
                raise

    async def _open_channel(self) -> AbstractChannel:
        if not self.is_connected:
            self._connection = await connect(self._url, self._name)
            self._channel = None
        if self._channel is None or self._channel.is_closed:
            self._channel = await self._new_channel()
        return self._channel

    async def _new_channel(self) -> AbstractChannel:
        if self._connection is None:
            raise ConnectionError
        return await self._connection.channel(publisher_confirms=True, on_return_raises=True)


async def _publish(channel: aiormq.abc.AbstractChannel, item: Outgoing) -> None:
    await channel.basic_publish(  # type: ignore[call-arg]  # its abstract class knows no `wait`
        item.message.body,
        exchange=item.exchange,
        routing_key=item.routing_key,
        properties=item.message.properties,
        mandatory=True,
        timeout=PUBLISH_SECONDS,
        wait=False,
    )


async def connect(rabbit_url: str, name: str) -> AbstractConnection:
    """Open a plain connection that dies visibly; whoever uses it opens the next one."""
    async with asyncio.timeout(CONNECT_SECONDS):
        return await aio_pika.connect(
            rabbit_url,
            timeout=CONNECT_SECONDS,
            heartbeat=HEARTBEAT_SECONDS,
            client_properties={"connection_name": name},
        )


async def part_with(connection: AbstractConnection) -> None:
    """Close it, without waiting for a broker that does not answer."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(CONNECT_SECONDS):
            await asyncio.gather(connection.close(), return_exceptions=True)


def _error(result: BaseException | None) -> BaseException | None:
    return UnroutableError() if isinstance(result, PublishError) else result
