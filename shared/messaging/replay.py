"""Send a consumer again what it never handled: from the publisher's outbox straight to its queue.

By a user who may speak for the publisher: the consumer believes nobody else.

For what was said while a queue was away. Nobody else hears it a second time, and what is on its way
all the same is known by the consumer's inbox.
"""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

import asyncpg

from shared.messaging.outbox import SQL
from shared.messaging.publisher import Publisher
from shared.messaging.relay_pass import outgoing
from shared.messaging.topology import WorkQueue
from shared.messaging.users import user_of
from shared.postgres.types import Connection

PAGE = 200


@dataclass(frozen=True, slots=True)
class Missed:
    """How many events of each type the consumer lacks."""

    sendable: Counter[str] = field(default_factory=Counter)
    emptied: Counter[str] = field(default_factory=Counter)
    """Their content was taken away when it had served or expired: they cannot be sent again."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What one publisher said to one consumer since a moment, seen from both databases."""

    publisher: str
    queues: Sequence[WorkQueue]
    """All that the consumer listens to."""
    since: datetime
    outbox: Connection
    inbox: Connection
    parked: frozenset[UUID] = frozenset()
    """Ids that wait for a human at the consumer, who decides about them."""

    @property
    def consumer(self) -> str:
        """Whom it is sent to."""
        return self.queues[0].consumer

    async def missed(self) -> Missed:
        """Count what the consumer lacks; nothing is sent."""
        missed = Missed()
        async for page in self._missing():
            for row in page:
                (missed.emptied if row["is_emptied"] else missed.sendable)[row["type"]] += 1
        return missed

    async def send(self, publisher: Publisher, actor: str) -> int:
        """Send what the consumer lacks, in its order, and keep who did; gives how many.

        Cut off, it is begun again: what was handled meanwhile is not sent twice. Raises what
        `Publisher.publish` raises.
        """
        sent = 0
        told = (self.publisher, self.consumer, self.since, actor)
        number = await self.inbox.fetchval(SQL["begin_replay"], *told)
        async for page in self._missing():
            rows = [row for row in page if not row["is_emptied"]]
            await self._publish(publisher, rows)
            await self.inbox.execute(SQL["count_replayed"], number, len(rows))
            sent += len(rows)
        return sent

    async def _publish(self, publisher: Publisher, rows: Sequence[asyncpg.Record]) -> None:
        queue_of = {event_type: queue for queue in self.queues for event_type in queue.types}
        user = user_of(self.publisher)
        items = [
            replace(outgoing(row, user), exchange=queue.returns, routing_key=queue.name)
            for row in rows
            for queue in (queue_of[row["type"]],)
        ]
        for error in await publisher.publish_all(items):
            if error is not None:
                raise error

    async def _missing(self) -> AsyncIterator[list[asyncpg.Record]]:
        types = [event_type for queue in self.queues for event_type in queue.types]
        names = [name for queue in self.queues for name in (queue.name, *queue.former)]
        after = 0
        while rows := await self.outbox.fetch(SQL["said_since"], self.since, types, after, PAGE):
            after = rows[-1]["position"]
            ids = [row["event_id"] for row in rows]
            settled = await self.inbox.fetch(SQL["settled_among"], self.consumer, ids, names)
            known = self.parked | {row["event_id"] for row in settled}
            yield [row for row in rows if row["event_id"] not in known]
