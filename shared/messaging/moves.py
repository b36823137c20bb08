"""Take what lies in a queue to another one, so that a kill in between doubles and never loses."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import aio_pika
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage, AbstractQueue
from aiormq.exceptions import ChannelNotFoundEntity
from pamqp import commands as spec

from shared.messaging.copies import copy_of

BATCH = 200
ALL = 10**12


def as_it_is(message: AbstractIncomingMessage) -> aio_pika.Message:
    """Copy a message with all its headers."""
    return copy_of(message, message.headers)


@dataclass(frozen=True, slots=True)
class Move:
    """From which queue to which, through an exchange that has the target under its name."""

    name: str
    target: str
    returns: str
    copy: Callable[[AbstractIncomingMessage], aio_pika.Message] = as_it_is


async def move(connection: AbstractConnection, what: Move, most: int = ALL) -> int:
    """Move what is ready, in its order; each batch is confirmed before it is taken away.

    By a user who may speak for others: who said a message stays known.
    """
    moved = 0
    async with (
        connection.channel() as taking,
        connection.channel(publisher_confirms=True, on_return_raises=True) as putting,
    ):
        returns = await putting.get_exchange(what.returns)
        source = await taking.get_queue(what.name)
        while batch := await _take(source, min(BATCH, most - moved)):
            copies = [what.copy(message) for message in batch]
            await asyncio.gather(
                *(returns.publish(copy, what.target, mandatory=True) for copy in copies)
            )
            await batch[-1].ack(multiple=True)
            moved += len(batch)
    return moved


async def consumers_of(connection: AbstractConnection, name: str) -> int | None:
    """Count who listens to a queue; None when there is no such queue."""
    found = await _found(connection, name)
    return None if found is None else found.consumer_count or 0


async def delete(connection: AbstractConnection, name: str) -> None:
    """Delete a queue; quorum queues know no "only when empty", so it was emptied just before."""
    async with connection.channel() as channel:
        await channel.queue_delete(name)


async def waiting_in(connection: AbstractConnection, name: str) -> int:
    """Count what is ready in a queue; a queue that is missing holds nothing."""
    found = await _found(connection, name)
    return 0 if found is None else found.message_count or 0


async def waiting_in_each(connection: AbstractConnection, names: Iterable[str]) -> dict[str, int]:
    """Do as `waiting_in` for many; those with nothing are left out."""
    found: dict[str, int] = {}
    left = deque(names)
    while left:
        # one channel as long as nothing is missing: to open one costs as much as two questions
        async with connection.channel() as channel:
            with contextlib.suppress(ChannelNotFoundEntity):
                while left:
                    queue = await channel.get_queue(left.popleft())
                    found[queue.name] = queue.declaration_result.message_count or 0
    return {name: count for name, count in found.items() if count}


async def _found(connection: AbstractConnection, name: str) -> spec.Queue.DeclareOk | None:
    async with connection.channel() as channel:
        try:
            return (await channel.get_queue(name)).declaration_result
        except ChannelNotFoundEntity:  # the channel is closed by asking for what is missing
            return None


async def _take(source: AbstractQueue, most: int) -> list[AbstractIncomingMessage]:
    taken: list[AbstractIncomingMessage] = []
    while len(taken) < most and (message := await source.get(fail=False)) is not None:
        taken.append(message)
    return taken
