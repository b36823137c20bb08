"""A history written straight into the four services' records, sound until a test spoils it."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import asyncpg

from deploy.local.services import SERVICES
from deploy.verifying.places import Places, queues_of_services
from services.reporting.figures.use_cases.record_facts import RecordFacts
from services.reporting.work import store_over
from shared.clock import shift
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import write
from shared.messaging import inbox, outbox
from shared.messaging.topology import WorkQueue, declare
from shared.postgres.types import OpenPool, Pool
from tests.support.fresh_databases import MakeDatabase
from tests.support.messaging import drop, take_all
from tests.support.reporting.building import SPACE, named
from tests.support.verifying.rows import HEARING, SAYING, change_rows, loosen

Queues = Mapping[str, Sequence[WorkQueue]]


STORE_REQUEST = """
WITH stored AS (
INSERT INTO requests (
    id, reference, state, closure, urgency, municipality, language, category, activation_id,
    exercise, version
)
SELECT $1, 'K7-' || left(md5($1::uuid::text), 4), $2, $3, 'today', '491', 'fi', 'groceries',
    coalesce(min(body::jsonb ->> 'activationid')::uuid, $4), false,
    coalesce(max(subject_version), 1)
FROM outbox
WHERE subject = 'request/' || $1::uuid
RETURNING id
)
INSERT INTO promises (request_id, heard_by, act_at)
SELECT id, network_now() + interval '1 day', network_now() + interval '23 hours' FROM stored
"""


@dataclass
class History:
    """The four databases and the queues of a network that never ran."""

    places: Places
    pools: Mapping[str, Pool]
    owners: Mapping[str, str]
    """The addresses by which a database's owner comes, who may set its clock."""
    minutes: int = 0
    """How far the clock is ahead of the world's."""

    async def tell(self, *events: Envelope[Event]) -> None:
        """Let publishers say the events and every consumer handle them."""
        await self.say(*events)
        for service in SERVICES:
            await self.hear(service, *events)

    async def say(self, *events: Envelope[Event], sent: bool = True) -> None:
        """Write events into their publishers' outboxes."""
        for event in events:
            pool = self.pools[publisher_of(event)]
            columns = (event.id, event.type, event.subject, event.subjectversion)
            body = write(event).decode()
            values = [[value] for value in (*columns, event.traceparent, body)]
            await pool.execute(outbox.SQL["append_events"], *values)
            if sent:
                await pool.execute("UPDATE outbox SET sent_at = now()")
            await change_rows(pool, SAYING.get((publisher_of(event), event.type), ()), event)

    async def hear(self, service: str, *events: Envelope[Event]) -> None:
        """Let one consumer handle what it binds; reporting does its real work."""
        bound = {kind for queue in self.places.queues[service] for kind in queue.types}
        heard = [event for event in events if event.type in bound]
        if service == "reporting":
            await RecordFacts(store_over(self.pools[service])).record_facts(heard)
            return
        async with self.pools[service].acquire() as connection:
            first = await inbox.first_deliveries(connection, service, heard)
        for event in heard:
            if event.id in first:
                statements = HEARING.get((service, event.type), ())
                await change_rows(self.pools[service], statements, event)

    async def store_request(
        self, name: str, closure: str | None = "completed", request_id: UUID | None = None
    ) -> None:
        """Keep a request at intake."""
        await self.pools["intake"].execute(
            STORE_REQUEST,
            request_id or named(name),
            "closed" if closure else "open",
            closure,
            SPACE,
        )

    async def forget(self, service: str, event: Envelope[Event]) -> None:
        """Take an event out of a consumer's inbox, as if it had never come."""
        await self.pools[service].execute("DELETE FROM inbox WHERE event_id = $1", event.id)

    async def pass_a_minute(self) -> None:
        """Let nothing be so young that it may be on its way."""
        self.minutes += 1
        for dsn in self.owners.values():
            owner = await asyncpg.connect(dsn)
            await shift(owner, timedelta(minutes=self.minutes))
            await owner.close()


def publisher_of(event: Envelope[Event]) -> str:
    """Name the service that says an event."""
    return event.source.rpartition("/")[2]


@asynccontextmanager
async def open_history(
    database: MakeDatabase, rabbit_url: str, queues: Queues
) -> AsyncIterator[History]:
    """Make the databases; the queues are declared already and are empty again at the end."""
    made = {service: await database(service) for service in SERVICES}
    for service, addresses in made.items():
        await loosen(addresses.owner_dsn, service)
    dsns = {service: addresses.app_dsn for service, addresses in made.items()}
    pools: dict[str, OpenPool] = {}
    try:
        for service, dsn in dsns.items():
            pools[service] = await asyncpg.create_pool(dsn, min_size=0, max_size=2)
        owners = {service: addresses.owner_dsn for service, addresses in made.items()}
        ledgers = {service: addresses.verify_dsn for service, addresses in made.items()}
        yield History(Places(ledgers, rabbit_url, queues), pools, owners)
    finally:
        for pool in pools.values():
            await pool.close()
        for queue in _flat(queues):
            for name in (queue.name, queue.parked):
                await take_all(rabbit_url, name)


@contextmanager
def declared(rabbit_url: str, queues: Queues) -> Iterator[Queues]:
    """Declare queues for a whole module: a quorum queue takes its time."""
    asyncio.run(declare(rabbit_url, _flat(queues), settle_seconds=0.0))
    try:
        yield queues
    finally:
        asyncio.run(_drop(rabbit_url, queues))


def own_queues() -> Queues:
    """Name one queue a service that no other test uses."""
    tag = f"test-{uuid4().hex[:8]}"
    return {
        service: (WorkQueue(f"{tag}-{service}", "all", _types(queues), (1,), 3),)
        for service, queues in queues_of_services().items()
    }


def _types(queues: Sequence[WorkQueue]) -> tuple[str, ...]:
    return tuple(sorted({event_type for queue in queues for event_type in queue.types}))


def _flat(queues: Queues) -> list[WorkQueue]:
    return [queue for each in queues.values() for queue in each]


async def _drop(rabbit_url: str, queues: Queues) -> None:
    for queue in _flat(queues):
        await drop(rabbit_url, queue)
