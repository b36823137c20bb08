"""Read outboxes and inboxes: what is unpublished, and what was published but not yet taken.

RabbitMQ does not say how old a waiting message is, and taking one to look would count as a
delivery. So the oldest waiting event of a queue is the oldest one in the publishers' outboxes
that the consumer's inbox does not have.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TypeVar

import asyncpg
from pydantic import BaseModel

from deploy.watching.figures import DeliveryFigures, LetterFigures, LifeFigures, PhoneFigures
from services.intake.operating import answering_now, stands_now
from services.notify.operating import outgoing, undecided
from shared.activation.current import NoActivationError
from shared.loops.setbacks import SQL as LOOPS
from shared.messaging.outbox import SQL
from shared.messaging.topology import WorkQueue
from shared.postgres.pool import connected
from shared.postgres.types import Connection

CONNECT_SECONDS = 5.0
COMMAND_SECONDS = 10.0
SPARE = 500
"""Events in flight beside those the broker counts."""
MOST = 5000

Shown = TypeVar("Shown", bound=BaseModel)

_AWAY = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)

_PUBLISHED = """
SELECT event_id, extract(epoch FROM now() - created_at)::float8 AS age
FROM outbox
WHERE sent_at IS NOT NULL AND type = ANY ($1::text[])
ORDER BY position DESC
LIMIT $2
"""
_NOT_TAKEN = """
SELECT id FROM unnest($1::uuid[]) AS event (id)
WHERE NOT EXISTS (SELECT FROM inbox WHERE consumer = $2 AND event_id = id)
"""


@dataclass(frozen=True, slots=True)
class Databases:
    """The services' databases by service name."""

    dsns: Mapping[str, str]

    async def lag(self, service: str) -> Mapping[str, object] | None:
        """Give `ServiceFigures` of what waits in the outbox and for a person; None when away."""
        try:
            async with _connected(self.dsns[service]) as connection:
                row = await connection.fetchrow(SQL["outbox_lag"])
                set_aside = await connection.fetchval(LOOPS["count_set_aside"])
        except _AWAY:
            return None
        if row is None:
            return None
        oldest = round(row["oldest"], 1)
        return {"unsent": row["unsent"], "oldest_unsent_seconds": oldest, "set_aside": set_aside}

    async def letters(self) -> LetterFigures | None:
        """Ask notify whether letters leave; None when its database cannot be reached."""
        return await self._of_notify(outgoing, LetterFigures)

    async def deliveries(self) -> DeliveryFigures | None:
        """Ask notify what waits for a person; None when its database cannot be reached."""
        return await self._of_notify(undecided, DeliveryFigures)

    async def phone(self) -> PhoneFigures | None:
        """Ask intake how many answer; None when its database cannot be reached."""
        try:
            return PhoneFigures(answering=await answering_now(self.dsns["intake"]))
        except _AWAY:
            return None

    async def life(self) -> LifeFigures | None:
        """Ask intake how the network stands; None when its database cannot be reached."""
        try:
            standing = (await stands_now(self.dsns["intake"])).standing
        except (*_AWAY, NoActivationError):
            return None
        until = standing.reach.valid_until
        return LifeFigures(state=standing.state, since=standing.since, valid_until=until)

    async def _of_notify(
        self, ask: Callable[[str], Awaitable[object]], shown: type[Shown]
    ) -> Shown | None:
        try:
            return shown.model_validate(await ask(self.dsns["notify"]), from_attributes=True)
        except _AWAY:
            return None

    async def oldest(self, queue: WorkQueue, waiting: int) -> Mapping[str, object]:
        """Give `QueueFigures` of the oldest of the newest events that its consumer has not taken.

        What is missing beyond the `waiting` newest is parked. Bounded: looks at a few more than
        those, and says so when all of them were missing.
        """
        if not waiting:
            return {}
        limit = min(waiting + SPARE, MOST)
        rows: list[asyncpg.Record] = []
        for dsn in self.dsns.values():
            async with _connected(dsn) as connection:
                rows += await connection.fetch(_PUBLISHED, list(queue.types), limit)
        ages = {row["event_id"]: row["age"] for row in rows}
        async with _connected(self.dsns[queue.consumer]) as connection:
            missing = await connection.fetch(_NOT_TAKEN, list(ages), queue.consumer)
        if not missing:
            return {}
        newest = sorted(ages[row["id"]] for row in missing)[:waiting]
        is_least = len(missing) >= limit
        return {"oldest_seconds": round(newest[-1], 1), "oldest_is_least": is_least}


def _connected(dsn: str) -> AbstractAsyncContextManager[Connection]:
    return connected(dsn, seconds=CONNECT_SECONDS, command_seconds=COMMAND_SECONDS)
