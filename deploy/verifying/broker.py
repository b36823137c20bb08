"""What lies on the broker: messages on their way, and parked ones, looked at without loss."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from deploy.verifying.places import Places
from shared.messaging.parked import ParkedQueue
from shared.messaging.publisher import connect

ALL = 10_000_000


@dataclass(frozen=True, slots=True)
class Parked:
    """Parked messages by consumer; `nameless` have no event id of ours."""

    ids: Mapping[str, frozenset[UUID]] = field(default_factory=dict)
    nameless: int = 0


async def on_the_way(places: Places) -> dict[str, int]:
    """Count what waits in work queues and on the retry ladders; empty queues are left out."""
    names = [
        name
        for queues in places.queues.values()
        for queue in queues
        for name in (queue.name, *(queue.retry(delay) for delay in queue.delays))
    ]
    connection = await connect(places.rabbit_url, "verify")
    async with connection, connection.channel() as channel:
        found = [await channel.get_queue(name) for name in names]
    counts = {queue.name: queue.declaration_result.message_count or 0 for queue in found}
    return {name: count for name, count in counts.items() if count}


async def parked_messages(places: Places) -> Parked:
    """Look at every parked queue and leave it as it was."""
    ids: dict[str, set[UUID]] = defaultdict(set)
    nameless = 0
    for service, queues in places.queues.items():
        for queue in queues:
            async with ParkedQueue(places.rabbit_url, queue) as parked:
                for message in await parked.look(ALL):
                    event_id = as_id(message.event_id)
                    if event_id is None:
                        nameless += 1
                    else:
                        ids[service].add(event_id)
    return Parked({service: frozenset(found) for service, found in ids.items()}, nameless)


def as_id(text: str) -> UUID | None:
    """Read an id, or None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
