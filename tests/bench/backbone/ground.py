"""What the backbone's measurements stand on: a queue, a database and events of a usual size."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import aio_pika

from shared.contracts.wire import write
from shared.messaging.topology import WorkQueue
from shared.postgres.places import Places
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from tests.support import events
from tests.support.databases import messaging_database
from tests.support.fresh_databases import FreshDatabases
from tests.support.messaging import channel_at, drop, own_queue, owner_of


@dataclass(frozen=True, slots=True)
class Ground:
    """Private to one measurement."""

    rabbit_url: str
    pool: Pool
    queue: WorkQueue

    async def fill_outbox(self, count: int) -> None:
        """Store `count` events of as many subjects, as services do."""
        async with self.pool.acquire() as connection:
            for start in range(0, count, 1000):
                size = min(1000, count - start)
                await events.outbox().append(
                    connection, [events.hours_logged() for _ in range(size)]
                )

    async def unsent(self) -> int:
        """Count what the relay has not marked."""
        return int(await self.pool.fetchval("SELECT count(*) FROM outbox WHERE sent_at IS NULL"))

    async def purge(self) -> None:
        """Empty the queue and the outbox."""
        async with channel_at(self.rabbit_url) as channel:
            queue = await channel.get_queue(self.queue.name)
            await queue.purge()
        await self.pool.execute("TRUNCATE outbox, inbox, effects")


@asynccontextmanager
async def ground(rabbit_url: str, admin_dsn: str) -> AsyncIterator[Ground]:
    """Prepare, and clean up after."""
    queue = await own_queue(rabbit_url, "hours.logged")
    try:
        async with (
            messaging_database(FreshDatabases(admin_dsn)) as dsn,
            open_pool(dsn, name="bench", places=Places(work=20)) as pool,
        ):
            await pool.execute("CREATE TABLE effects (event_id uuid PRIMARY KEY, minutes int)")
            yield Ground(rabbit_url, pool, queue)
    finally:
        await drop(rabbit_url, queue)


def bodies(count: int) -> list[tuple[UUID, bytes]]:
    """Serialise `count` events beforehand."""
    envelopes = (events.outbox().envelope(events.hours_logged()) for _ in range(count))
    return [(envelope.id, write(envelope)) for envelope in envelopes]


async def publish_bare(
    channel: aio_pika.abc.AbstractChannel, items: list[tuple[UUID, bytes]]
) -> None:
    """Publish as aio-pika's users do: gathers of 100 with confirms, persistent and mandatory."""
    exchange = await channel.get_exchange("events", ensure=False)
    for start in range(0, len(items), 100):
        await asyncio.gather(
            *(
                exchange.publish(
                    aio_pika.Message(
                        body,
                        message_id=str(event_id),
                        type="hours.logged",
                        user_id=owner_of(body),
                        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
                    ),
                    "hours.logged",
                )
                for event_id, body in items[start : start + 100]
            )
        )
