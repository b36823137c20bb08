"""Letters that could not be taken in, where they wait for a human on the broker."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import UnreadableEventError, read
from shared.messaging.parked import Decision, ParkedMessage, ParkedQueue
from shared.messaging.topology import WorkQueue
from shared.postgres.types import Pool


@dataclass(frozen=True, slots=True)
class BrokerParkedLetters:
    """Implements the port `ParkedLetters`; what is discarded is on record as a human's doing is."""

    rabbit_url: str
    queue: WorkQueue
    pool: Pool

    async def all(self) -> Sequence[Envelope[Event]]:
        """Look, and leave everything where it is; what is no letter is left out."""
        async with ParkedQueue(self.rabbit_url, self.queue) as parked:
            found = map(_event_of, await parked.look())
        return [
            event
            for event in found
            if event is not None and isinstance(event.data, NotificationRequested)
        ]

    async def discard(self, event_ids: Collection[UUID], reason: str) -> int:
        """Take them off the queue for good."""
        decision = Decision("discarded", "notify", reason, frozenset(map(str, event_ids)))
        async with (
            ParkedQueue(self.rabbit_url, self.queue) as parked,
            self.pool.acquire() as connection,
        ):
            return len(await parked.decide(decision, connection))


def _event_of(message: ParkedMessage) -> Envelope[Event] | None:
    try:
        return read(message.body)
    except UnreadableEventError:
        return None
