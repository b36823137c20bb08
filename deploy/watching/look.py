"""One look at everything."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from deploy.local.record import Network
from deploy.local.services import SERVICES, all_queues
from deploy.watching.broker import look_at_limits, look_at_queues
from deploy.watching.databases import Databases
from deploy.watching.figures import Figures, QueueFigures
from deploy.watching.services import look_at_services
from shared.messaging.topology import WorkQueue


@dataclass(frozen=True, slots=True)
class View:
    """Where to look."""

    rabbit_url: str
    databases: Databases
    ports: Mapping[str, int]
    """The loopback port of each service."""
    queues: Sequence[WorkQueue]
    restarts: Mapping[str, int] = field(default_factory=dict)


def view_of(network: Network) -> View:
    """Look where a network says it is."""
    return View(
        rabbit_url=network.rabbit_url,
        databases=Databases(network.databases),
        ports={name: port for name, port in network.ports.items() if name in SERVICES},
        queues=all_queues(),
        restarts={process.name: process.restarts for process in network.processes},
    )


async def look(view: View) -> Figures:
    """Ask services, broker and databases at once."""
    services, queues, limits, letters, deliveries, lags = await asyncio.gather(
        look_at_services(view.ports, view.restarts),
        look_at_queues(view.rabbit_url, view.queues),
        look_at_limits(view.rabbit_url),
        view.databases.letters(),
        view.databases.deliveries(),
        asyncio.gather(*(view.databases.lag(name) for name in view.ports)),
    )
    readable = all(lag is not None for lag in lags)
    return Figures(
        services=[one.model_copy(update=lag) for one, lag in zip(services, lags, strict=True)],
        queues=await _with_ages(view, queues) if queues and readable else queues,
        databases=readable,
        limits=limits,
        letters=letters,
        deliveries=deliveries,
        phone=await view.databases.phone(),
        life=await view.databases.life(),
    )


async def _with_ages(view: View, queues: Sequence[QueueFigures]) -> list[QueueFigures]:
    known = {queue.name: queue for queue in view.queues}
    return [await _with_age(view, known[figures.name], figures) for figures in queues]


async def _with_age(view: View, queue: WorkQueue, figures: QueueFigures) -> QueueFigures:
    waiting = figures.waiting + figures.retrying
    return figures.model_copy(update=await view.databases.oldest(queue, waiting))
