"""A history written straight into the four services' records, sound until a test spoils it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import asyncpg

from deploy.verifying.places import SERVICES, Places, queues_of_services
from services.reporting.handlers.recording import Recording
from services.reporting.store.postgres import PostgresStore
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.reading import write
from shared.messaging import inbox, outbox
from shared.messaging.topology import WorkQueue, declare
from shared.postgres.types import Pool
from tests.support.fresh_databases import MakeDatabase
from tests.support.messaging import drop
from tests.support.reporting.building import named

REQUEST = """
INSERT INTO requests (
    id, reference, category, urgency, postal_code, municipality, language, channel, on_behalf,
    phone, state, closure
)
VALUES ($1, $2, 'groceries', 'today', '50100', '491', 'fi', 'web', false, '', $3, $4)
"""


@dataclass
class History:
    """The four databases and the queues of a network that never ran."""

    places: Places
    pools: dict[str, Pool]
    requests: int = field(default=0)

    async def tell(self, *events: Envelope[Event]) -> None:
        """Let publishers say the events and every consumer handle them."""
        await self.say(*events)
        for service in SERVICES:
            await self.hear(service, *events)

    async def say(self, *events: Envelope[Event], sent: bool = True) -> None:
        """Write events into their publishers' outboxes."""
        for event in events:
            pool = self.pools[event.source.rpartition("/")[2]]
            columns = (event.id, event.type, event.subject, event.subjectversion)
            body = write(event).decode()
            values = [[value] for value in (*columns, event.traceparent, body)]
            await pool.execute(outbox.SQL["append_events"], *values)
            if sent:
                await pool.execute("UPDATE outbox SET sent_at = now()")

    async def hear(self, service: str, *events: Envelope[Event]) -> None:
        """Let one consumer handle what it binds; reporting does its real work."""
        bound = {kind for queue in self.places.queues[service] for kind in queue.types}
        heard = [event for event in events if event.type in bound]
        if service == "reporting":
            await Recording(PostgresStore(self.pools[service])).on_facts(heard)
            return
        async with self.pools[service].acquire() as connection:
            await inbox.first_deliveries(connection, service, heard)

    async def store_request(self, name: str, closure: str | None = "completed") -> None:
        """Keep a request at intake."""
        self.requests += 1
        reference = f"K1-{self.requests:04}"
        state = "closed" if closure else "open"
        await self.pools["intake"].execute(REQUEST, named(name), reference, state, closure)

    async def forget(self, service: str, event: Envelope[Event]) -> None:
        """Take an event out of a consumer's inbox, as if it had never come."""
        await self.pools[service].execute("DELETE FROM inbox WHERE event_id = $1", event.id)

    async def assign(self, name: str, match_id: UUID) -> None:
        """Keep a live assignment at intake."""
        await self.pools["intake"].execute(
            "INSERT INTO assignments (match_id, request_id, volunteer_id, code_word)"
            " VALUES ($1, $2, $3, '')",
            match_id,
            named(name),
            uuid4(),
        )


@asynccontextmanager
async def open_history(
    database: MakeDatabase,
    rabbit_url: str,
    queues_by_service: Mapping[str, Sequence[WorkQueue]] | None = None,
) -> AsyncIterator[History]:
    """Make the databases and the queues, and take the queues away at the end.

    Without other wishes each service has one queue that no other test uses.
    """
    dsns = {service: (await database(service)).app_dsn for service in SERVICES}
    places = Places(dsns, rabbit_url, queues_by_service or _own_queues())
    queues = [queue for each in places.queues.values() for queue in each]
    await declare(rabbit_url, queues, settle_seconds=0.0)
    pools = {}
    try:
        for service, dsn in dsns.items():
            pools[service] = await asyncpg.create_pool(dsn, min_size=0, max_size=2)
        yield History(places, pools)
    finally:
        for pool in pools.values():
            await pool.close()
        for queue in queues:
            await drop(rabbit_url, queue)


def _own_queues() -> dict[str, Sequence[WorkQueue]]:
    tag = f"test-{uuid4().hex[:8]}"
    return {
        service: (WorkQueue(f"{tag}-{service}", "all", _types(queues), (1,), 3),)
        for service, queues in queues_of_services().items()
    }


def _types(queues: Sequence[WorkQueue]) -> tuple[str, ...]:
    return tuple(sorted({event_type for queue in queues for event_type in queue.types}))
