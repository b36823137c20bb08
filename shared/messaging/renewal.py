"""Queues that an earlier version declared with other arguments are made anew with all they held.

A queue's arguments cannot be changed, so it is deleted and declared again. Another queue holds its
place meanwhile: bound like it, so that what is said in between is not missed.
"""

from dataclasses import replace

from aio_pika.abc import AbstractConnection

from shared.messaging.moves import consumers_of, delete, move, waiting_in
from shared.messaging.publisher import connect
from shared.messaging.topology import (
    EVENTS,
    RETURNS,
    QueueSpec,
    WorkQueue,
    bind,
    declare_spec,
    specs_of,
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
        for spec in specs_of(queue):
            is_current = await declare_spec(connection, spec)
            if is_heard and not is_current:
                waiting.append(spec.name)
            elif not is_current:
                await _make_anew(connection, spec)
            elif await consumers_of(connection, _holder(spec).name) is not None:
                await _give_back(connection, spec)
    return waiting


def _holder(spec: QueueSpec) -> QueueSpec:
    return replace(spec, name=f"{spec.name}.renewal")


async def _make_anew(connection: AbstractConnection, spec: QueueSpec) -> None:
    """Delete and declare it; what waits keeps its place before what is said meanwhile."""
    holder = _holder(spec)
    await declare_spec(connection, replace(holder, types=()))
    await move(connection, spec.name, holder.name, await waiting_in(connection, spec.name))
    await _hold_place(connection, holder, spec)
    await move(connection, spec.name, holder.name)
    await delete(connection, spec.name)
    await declare_spec(connection, replace(spec, types=()))
    await _give_back(connection, spec)


async def _hold_place(connection: AbstractConnection, holder: QueueSpec, spec: QueueSpec) -> None:
    async with connection.channel() as channel:
        await bind(channel, holder)
        await (await channel.get_queue(holder.name)).bind(RETURNS, spec.name)
        outdated = await channel.get_queue(spec.name)
        await outdated.unbind(RETURNS, spec.name)
        for event_type in spec.types:
            await outdated.unbind(EVENTS, event_type)


async def _give_back(connection: AbstractConnection, spec: QueueSpec) -> None:
    holder = _holder(spec)
    async with connection.channel() as channel:
        held = await channel.get_queue(holder.name)
        await held.unbind(RETURNS, spec.name)
        await move(connection, holder.name, spec.name, await waiting_in(connection, holder.name))
        await bind(channel, spec)
        for event_type in spec.types:
            await held.unbind(EVENTS, event_type)
    await move(connection, holder.name, spec.name)
    await delete(connection, holder.name)
