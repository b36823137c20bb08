"""One rough hop from an outbox to an effect, and a judge that keeps its own history.

The history is written before anything is sent; only it and the effects count.
"""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from aio_pika.abc import AbstractIncomingMessage
from aio_pika.exceptions import DeliveryError

from shared.contracts.envelope import Envelope
from shared.contracts.wire import read
from shared.loops import supervised
from shared.messaging import inbox
from shared.messaging.batch_consumer import BatchConsumer
from shared.messaging.listener import Listening
from shared.messaging.publisher import Publisher
from shared.messaging.relay import Relay
from shared.messaging.topology import WorkQueue
from shared.postgres.hurry import in_a_hurry
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from tests.support import events
from tests.support.databases import messaging_database
from tests.support.fresh_databases import FreshDatabases
from tests.support.messaging import channel_at, depth, drop, own_queue, put, take_all, until


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many events were lost, came from nowhere, or took effect twice."""

    lost: int
    unexpected: int
    doubled: int

    @property
    def is_clean(self) -> bool:
        """Nothing lost, nothing unexpected, nothing doubled."""
        return self == Verdict(0, 0, 0)


@dataclass(slots=True)
class Hop:
    """A publisher's outbox, a queue, and a consumer that writes one effect an event."""

    rabbit_url: str
    pool: Pool
    queue: WorkQueue
    history: set[UUID] = field(default_factory=set)
    unsure: set[UUID] = field(default_factory=set)
    stumbled: set[UUID] = field(default_factory=set)
    relay_url: str = ""
    """The broker as the relay reaches it, when that differs."""
    consumer_url: str = ""
    """The broker as the consumer reaches it, when that differs."""

    async def announce(self, count: int) -> None:
        """Store events in the outbox, in one transaction; what was not told "stored" is unsure."""
        announcements = [events.hours_logged() for _ in range(count)]
        ids = {announcement.correlation_id for announcement in announcements}
        outbox = events.outbox(new_id=iter(ids).__next__)
        self.unsure |= ids
        with in_a_hurry():
            async with self.pool.acquire() as connection, connection.transaction():
                await outbox.append(connection, announcements)
        self.unsure -= ids
        self.history |= ids

    @asynccontextmanager
    async def relaying(self) -> AsyncIterator[Relay]:
        """Run the relay."""
        relay = Relay(self.pool, self.relay_url or self.rabbit_url, service="matching")
        async with supervised([relay.loop]):
            yield relay

    @asynccontextmanager
    async def consuming(self) -> AsyncIterator[Listening]:
        """Run the consumer; every third event stumbles once after its effect was written."""
        url = self.consumer_url or self.rabbit_url
        publisher = Publisher(url, name="test")
        listening = Listening(url, {self.queue: self._handle}, publisher)
        async with supervised([listening.loop]):
            yield listening
        await publisher.close()

    @asynccontextmanager
    async def consuming_in_batches(self) -> AsyncIterator[None]:
        """Run the batch consumer with the same effect."""
        url = self.consumer_url or self.rabbit_url
        publisher = Publisher(url, name="test")
        async with supervised([BatchConsumer(url, self.queue, self._handle_all, publisher).loop]):
            yield
        await publisher.close()

    async def take(self) -> list[AbstractIncomingMessage]:
        """Take what waits in the queue out of it."""
        return await take_all(self.rabbit_url, self.queue.name)

    async def deliver_twice(self, messages: Sequence[AbstractIncomingMessage]) -> None:
        """Publish each message two times, as a publisher that crashed would."""
        for message in [*messages, *messages]:
            await until(lambda: self._accepted(message))  # noqa: B023  # awaited at once

    async def _accepted(self, message: AbstractIncomingMessage) -> bool:
        try:
            await put(self.rabbit_url, self.queue, message.body, message_id=message.message_id)
        except (DeliveryError, TimeoutError):
            return False
        return True

    async def unbind(self, *, bind: bool = False) -> None:
        """Take the queue's binding away, or give it back."""
        async with channel_at(self.rabbit_url) as channel:
            queue = await channel.get_queue(self.queue.name)
            for event_type in self.queue.types:
                await (queue.bind if bind else queue.unbind)("events", event_type)

    async def bind(self, event_type: str) -> None:
        """Let the queue hear one more type."""
        async with channel_at(self.rabbit_url) as channel:
            await (await channel.get_queue(self.queue.name)).bind("events", event_type)

    async def all_is_sent(self) -> None:
        """Wait until nothing waits in the outbox."""
        await until(self._is_sent)

    async def quiet(self) -> None:
        """Wait until nothing is on its way: an unacknowledged message is in no queue."""
        await until(self._is_quiet)
        with suppress(TimeoutError):  # what is lost never takes effect; the judge says it
            await until(self._took_effect, 8)

    async def effects_are(self, count: int) -> None:
        """Wait until so many effects are written: an unacknowledged message is in no queue."""

        async def enough() -> bool:
            return int(await self.pool.fetchval("SELECT count(*) FROM effects")) >= count

        await until(enough)

    async def judge(self) -> Verdict:
        """Compare the history with the effects and what is parked."""
        rows = await self.pool.fetch("SELECT event_id FROM effects")
        effects = Counter(row["event_id"] for row in rows)
        parked = {
            read(message.body).id for message in await take_all(self.rabbit_url, self.queue.parked)
        }
        return Verdict(
            lost=len(self.history - effects.keys() - parked),
            unexpected=len(effects.keys() - self.history - self.unsure),
            doubled=sum(1 for times in effects.values() if times > 1),
        )

    async def _handle(self, event: Envelope[Any]) -> None:
        async with self.pool.acquire() as connection, connection.transaction():
            if await inbox.first_delivery(connection, "test", event):
                await connection.execute("INSERT INTO effects VALUES ($1)", event.id)
            if event.id.int % 3 == 0 and event.id not in self.stumbled:
                self.stumbled.add(event.id)
                raise ValueError

    async def _handle_all(self, batch: Sequence[Envelope[Any]]) -> None:
        async with self.pool.acquire() as connection, connection.transaction():
            new = await inbox.first_deliveries(connection, "test", batch)
            await connection.execute("INSERT INTO effects SELECT unnest($1::uuid[])", list(new))

    async def _is_quiet(self) -> bool:
        names = [self.queue.name, *(self.queue.retry(delay) for delay in self.queue.delays)]
        waiting = sum([await depth(self.rabbit_url, name) for name in names])
        return waiting == 0 and await self._is_sent()

    async def _took_effect(self) -> bool:
        rows = await self.pool.fetch("SELECT event_id FROM effects")
        missing = self.history - {row["event_id"] for row in rows}
        return len(missing) <= await depth(self.rabbit_url, self.queue.parked)

    async def _is_sent(self) -> bool:
        unsent = await self.pool.fetchval("SELECT count(*) FROM outbox WHERE sent_at IS NULL")
        return int(unsent) == 0


@asynccontextmanager
async def hop(
    rabbit_url: str, admin_dsn: str, event_type: str, *, kind: str = "test"
) -> AsyncIterator[Hop]:
    """Set a hop up, and take it away after."""
    async with AsyncExitStack() as stack:
        dsn = await stack.enter_async_context(messaging_database(FreshDatabases(admin_dsn)))
        pool = await stack.enter_async_context(open_pool(dsn, name="test"))
        await pool.execute("CREATE TABLE effects (event_id uuid)")
        queue = await own_queue(rabbit_url, event_type, kind=kind)
        stack.push_async_callback(drop, rabbit_url, queue)
        yield Hop(rabbit_url, pool, queue)
