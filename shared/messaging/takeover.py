"""What is no longer bound is unbound by the deploy step, and what it holds moved on."""

from collections.abc import Iterator

from aio_pika.abc import AbstractConnection

from shared.contracts.wire import BY_TYPE
from shared.messaging.former_returns import copying, specs_with_former
from shared.messaging.moves import Move, consumers_of, delete, move
from shared.messaging.publisher import connect
from shared.messaging.topology import EVENTS, RETRY_SECONDS, WorkQueue


async def take_over(rabbit_url: str, queue: WorkQueue) -> None:
    """Unbind the queue from what it does not declare, and empty and delete its former ones.

    A former queue that somebody still consumes is left to them, and taken over the next time.
    Killed in between, a message may be there twice: the inbox of its consumer knows it.
    """
    connection = await connect(rabbit_url, "deploy")
    async with connection:
        (spec, *_) = await specs_with_former(connection, queue)
        copy = copying(spec)
        await _unbind(connection, queue.name, set(BY_TYPE) - set(queue.types))
        for former in queue.former:
            await _unbind(connection, former, set(BY_TYPE))
            for name, target in _pairs(former, queue):
                if await consumers_of(connection, name) == 0:
                    await move(connection, Move(name, target, queue.returns, copy))
                    await delete(connection, name)


def _pairs(former: str, queue: WorkQueue) -> Iterator[tuple[str, str]]:
    yield former, queue.name
    for seconds in RETRY_SECONDS:
        yield f"{former}.retry.{seconds}", queue.name
    yield f"{former}.parked", queue.parked


async def _unbind(connection: AbstractConnection, name: str, types: set[str]) -> None:
    if await consumers_of(connection, name) is None:
        return
    async with connection.channel() as channel:
        found = await channel.get_queue(name)
        for event_type in sorted(types):
            await found.unbind(EVENTS, event_type)
