"""Bring publisher, consumer and broker together for a replay."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from deploy.local.record import Network
from deploy.local.services import SERVICES, queues_of
from deploy.verifying.broker import parked_of
from shared.messaging.publisher import Publisher
from shared.messaging.replay import Replay
from shared.postgres.pool import connected


class UnknownServiceError(Exception):
    """No service has this name, or it hears nothing."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was missing, and how much of it was sent; `sent` None means that it was only counted."""

    sendable: Counter[str]
    emptied: Counter[str]
    sent: int | None


async def replay_between(
    network: Network, publisher: str, consumer: str, since: datetime, *, send_as: str | None
) -> Replayed:
    """Count what the consumer lacks, and send it in somebody's name; raises UnknownServiceError."""
    for name in (publisher, consumer):
        if name not in SERVICES:
            raise UnknownServiceError(name)
    queues = queues_of(consumer)
    parked, _ = await parked_of(network.rabbit_url, queues)
    async with (
        connected(network.databases[publisher]) as outbox,
        connected(network.databases[consumer]) as inbox,
    ):
        replay = Replay(publisher, queues, since, outbox, inbox, parked)
        missed = await replay.missed()
        sent = None if send_as is None else await _send(replay, network.rabbit_url, send_as)
    return Replayed(missed.sendable, missed.emptied, sent)


async def _send(replay: Replay, rabbit_url: str, actor: str) -> int:
    publisher = Publisher(rabbit_url, name="replay")
    try:
        return await replay.send(publisher, actor)
    finally:
        await publisher.close()
