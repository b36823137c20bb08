"""What lies on the broker: messages on their way, and parked ones, looked at without loss."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from deploy.verifying.places import Places
from shared.messaging.moves import waiting_in_each
from shared.messaging.parked import ParkedQueue
from shared.messaging.publisher import connect
from shared.messaging.topology import WorkQueue

ALL = 10_000_000


@dataclass(frozen=True, slots=True)
class Parked:
    """Parked messages by consumer; `nameless` have no event id of ours."""

    ids: Mapping[str, frozenset[UUID]] = field(default_factory=dict)
    nameless: int = 0


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """What lies in queues; empty ones are left out."""

    queues: Mapping[str, int]
    by_consumer: Mapping[str, int]


async def on_the_way(places: Places) -> OnTheWay:
    """Count what waits in work queues and on the retry ladders.

    A queue that somebody deleted holds nothing, and what it should have brought counts as lost.
    """
    consumers = {
        name: service
        for service, queues in places.queues.items()
        for queue in queues
        for name in (queue.name, *(queue.retry(delay) for delay in queue.delays))
    }
    counts = await _waiting(places.rabbit_url, consumers)
    found = Counter[str]()
    for name, count in counts.items():
        found[consumers[name]] += count
    return OnTheWay(counts, found)


async def parked_messages(places: Places) -> Parked:
    """Look at every parked queue that holds something, and leave it as it was."""
    names = [queue.parked for queues in places.queues.values() for queue in queues]
    held = await _waiting(places.rabbit_url, names)
    found = {
        service: await parked_of(
            places.rabbit_url, [queue for queue in queues if queue.parked in held]
        )
        for service, queues in places.queues.items()
    }
    ids = {service: ids for service, (ids, _) in found.items() if ids}
    return Parked(ids, sum(nameless for _, nameless in found.values()))


async def parked_of(rabbit_url: str, queues: Sequence[WorkQueue]) -> tuple[frozenset[UUID], int]:
    """Give the event ids parked at one consumer, and how many messages have none."""
    named: list[UUID | None] = []
    for queue in queues:
        async with ParkedQueue(rabbit_url, queue) as parked:
            named += [as_id(message.event_id) for message in await parked.look(ALL)]
    ids = [event_id for event_id in named if event_id is not None]
    return frozenset(ids), len(named) - len(ids)


async def _waiting(rabbit_url: str, names: Iterable[str]) -> dict[str, int]:
    if not rabbit_url:
        return {}  # nothing was handed to any
    connection = await connect(rabbit_url, "verify")
    async with connection:
        return await waiting_in_each(connection, names)


def as_id(text: str) -> UUID | None:
    """Read an id, or None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
