"""Ask a broker what one of its users may do: each cell on a channel of its own."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import aiormq
from aiormq.abc import AbstractChannel, AbstractConnection
from aiormq.exceptions import (
    ChannelAccessRefused,
    ChannelNotFoundEntity,
    ChannelPreconditionFailed,
    PublishError,
)
from pamqp import commands as spec
from pamqp.common import FieldTable

CONNECTIONS = 6
Ask = Callable[[AbstractChannel], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing that a user tries, and whether it may."""

    what: str
    ask: Ask
    is_allowed: bool


async def wrong_cells(url: str, cells: Sequence[Cell]) -> list[str]:
    """Try all of one user's, and name those that went otherwise."""
    parts = [cells[start::CONNECTIONS] for start in range(CONNECTIONS)]
    return [*chain.from_iterable(await asyncio.gather(*(_wrong(url, part) for part in parts)))]


async def _wrong(url: str, cells: Sequence[Cell]) -> list[str]:
    connection = await aiormq.connect(url)  # one after another: it numbers channels badly else
    async with connection:
        return [
            cell.what
            for cell in cells
            if await _is_allowed(connection, cell.ask) is not cell.is_allowed
        ]


async def _is_allowed(connection: AbstractConnection, ask: Ask) -> bool:
    channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
    try:
        await ask(channel)
    except (ChannelAccessRefused, ChannelNotFoundEntity, ChannelPreconditionFailed):
        return False
    except PublishError:
        return False  # it came back: no queue is reached
    finally:
        if not channel.is_closed:
            await channel.close()
    return True


def says(exchange: str, key: str, user_id: str | None = None) -> Ask:
    """Publish, to a queue or nowhere."""

    async def ask(channel: AbstractChannel) -> object:
        properties = spec.Basic.Properties(user_id=user_id)
        return await channel.basic_publish(
            b"{}", exchange=exchange, routing_key=key, mandatory=True, properties=properties
        )

    return ask


def gets(queue: str) -> Ask:
    """Take a message."""
    return lambda channel: channel.basic_get(queue, no_ack=False)


def consumes(queue: str) -> Ask:
    """Listen."""

    async def nothing(_: object) -> None:
        pass

    return lambda channel: channel.basic_consume(queue, nothing)


def purges(queue: str) -> Ask:
    """Throw away all that waits."""
    return lambda channel: channel.queue_purge(queue)


def declares(queue: str, arguments: FieldTable) -> Ask:
    """Declare a queue as it is."""
    return lambda channel: channel.queue_declare(queue, durable=True, arguments=arguments)


def deletes(queue: str) -> Ask:
    """Delete a queue."""
    return lambda channel: channel.queue_delete(queue)


def binds(queue: str, exchange: str, key: str) -> Ask:
    """Have a queue hear more."""
    return lambda channel: channel.queue_bind(queue, exchange, key)


def unbinds(queue: str, exchange: str, key: str) -> Ask:
    """Have a queue hear less."""
    return lambda channel: channel.queue_unbind(queue, exchange, key)


def declares_exchange(name: str) -> Ask:
    """Declare an exchange."""
    return lambda channel: channel.exchange_declare(name, exchange_type="direct", durable=True)


def deletes_exchange(name: str) -> Ask:
    """Delete an exchange."""
    return lambda channel: channel.exchange_delete(name)


def binds_exchange(source: str, destination: str) -> Ask:
    """Lead all of one exchange to another."""
    return lambda channel: channel.exchange_bind(destination, source, routing_key="#")
