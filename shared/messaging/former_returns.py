"""The one exchange by which every queue was reached, until each consumer had its own.

While it is there, queues are of the time when anybody could say anything and nobody was asked
who said it. So queues are bound to it too, for what comes back by it, and what they hold is
believed once more as it is moved. When no queue of that time is left it is deleted.
"""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import aio_pika
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage
from aiormq.exceptions import ChannelNotFoundEntity

from shared.contracts.wire import UnreadableEventError, read
from shared.messaging.moves import as_it_is
from shared.messaging.publisher import connect
from shared.messaging.topology import QueueSpec, WorkQueue, specs_of
from shared.messaging.users import user_of

FORMER: Final = "events.returns"


async def specs_with_former(
    connection: AbstractConnection, queue: WorkQueue
) -> tuple[QueueSpec, ...]:
    """Give the queue's specs, bound to the former exchange as well while that is there.

    Then the ladder comes first: what leaves it meanwhile is in time for the work queue's turn.
    """
    specs = specs_of(queue)
    if not await _is_there(connection):
        return specs
    return tuple(replace(spec, returns=(*spec.returns, FORMER)) for spec in reversed(specs))


def is_of_then(spec: QueueSpec) -> bool:
    """Say whether its queue may hold what nobody was asked about; then it is made anew."""
    return FORMER in spec.returns


def copying(spec: QueueSpec) -> Callable[[AbstractIncomingMessage], aio_pika.Message]:
    """Say how what its queue holds is copied when it moves."""
    return _believed if is_of_then(spec) else as_it_is


async def remove_former(rabbit_url: str) -> None:
    """Delete the exchange: no queue sends anything there any more."""
    connection = await connect(rabbit_url, "deploy")
    async with connection, connection.channel() as channel:
        await channel.exchange_delete(FORMER)


async def _is_there(connection: AbstractConnection) -> bool:
    async with connection.channel() as channel:
        try:
            await channel.get_exchange(FORMER)
        except ChannelNotFoundEntity:
            return False
    return True


def _believed(message: AbstractIncomingMessage) -> aio_pika.Message:
    """Have it said by whom it names, when the broker was told no name."""
    copy = as_it_is(message)
    if copy.user_id is None:
        with contextlib.suppress(UnreadableEventError):
            copy.user_id = user_of(read(message.body).source.removeprefix("porukalla/"))
    return copy
