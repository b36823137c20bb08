"""Queues that an earlier version declared with other arguments are made anew with all they held.

A queue's arguments cannot be changed, so it is deleted and declared again. Another queue holds its
place meanwhile: bound like it, so that what is said in between is not missed.
"""

from dataclasses import replace

from aio_pika.abc import AbstractConnection

from shared.messaging.former_returns import copying, is_of_then, specs_with_former
from shared.messaging.moves import Move, consumers_of, delete, move, waiting_in
from shared.messaging.publisher import connect
from shared.messaging.topology import (
    EVENTS,
    QueueSpec,
    WorkQueue,
    bind,
    declare_spec,
)


async def renew(rabbit_url: str, queue: WorkQueue) -> list[str]:
    """Make anew what is outdated of a work queue; gives the names that must wait.

    They wait while somebody listens. Killed in between, the next run goes on from there: a message
    may then be there twice, and the inbox of its consumer knows it.
    """
    connection = await connect(rabbit_url, "deploy")
    async with connection:
        is_heard = bool(await consumers_of(connection, queue.name))
        waiting = []
        for spec in await specs_with_former(connection, queue):
            is_current = await declare_spec(connection, spec) and not is_of_then(spec)
            if is_heard and not is_current:
                waiting.append(spec.name)
            elif not is_current:
                await _make_anew(connection, spec)
            elif await consumers_of(connection, _holder(spec).name) is not None:
                await _give_back(connection, spec)
    return waiting


def _moving(spec: QueueSpec, name: str, target: str) -> Move:
    return Move(name, target, spec.returns[0], copying(spec))


def _holder(spec: QueueSpec) -> QueueSpec:
    return replace(spec, name=f"{spec.name}.renewal")


async def _make_anew(connection: AbstractConnection, spec: QueueSpec) -> None:
    """Delete and declare it; what waits keeps its place before what is said meanwhile."""
    holder = _holder(spec)
    await declare_spec(connection, replace(holder, types=()))
    taking = _moving(spec, spec.name, holder.name)
    await move(connection, taking, await waiting_in(connection, spec.name))
    await _hold_place(connection, holder, spec)
    await move(connection, taking)
    await delete(connection, spec.name)
    await declare_spec(connection, replace(spec, types=()))
    await _give_back(connection, spec)


async def _hold_place(connection: AbstractConnection, holder: QueueSpec, spec: QueueSpec) -> None:
    async with connection.channel() as channel:
        await bind(channel, holder)
        held = await channel.get_queue(holder.name)
        outdated = await channel.get_queue(spec.name)
        for exchange in spec.returns:
            await held.bind(exchange, spec.name)
            await outdated.unbind(exchange, spec.name)
        for event_type in spec.types:
            await outdated.unbind(EVENTS, event_type)


async def _give_back(connection: AbstractConnection, spec: QueueSpec) -> None:
    holder = _holder(spec)
    giving = _moving(spec, holder.name, spec.name)
    async with connection.channel() as channel:
        held = await channel.get_queue(holder.name)
        for exchange in spec.returns:
            await held.unbind(exchange, spec.name)
        await move(connection, giving, await waiting_in(connection, holder.name))
        await bind(channel, spec)
        for event_type in spec.types:
            await held.unbind(EVENTS, event_type)
    await move(connection, giving)
    await delete(connection, holder.name)
