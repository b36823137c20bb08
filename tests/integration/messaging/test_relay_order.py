"""Events of one subject arrive in their order, also when the broker refuses some of them."""

from uuid import UUID, uuid4

import aio_pika

from shared.contracts.wire import read
from shared.messaging.relay import BATCH, unsent
from shared.messaging.shards import SHARDS
from shared.messaging.topology import EVENTS, WorkQueue
from shared.postgres.types import Pool
from tests.integration.messaging.test_relay import nothing_unsent, relaying, store
from tests.support import events
from tests.support.messaging import channel_at, depth, error_of, take_all, until

FIRST = f"nobody.listens_{uuid4().hex[:8]}"
"""A type of its own for the first event of a story."""


async def store_story(pool: Pool, match_id: UUID) -> None:
    """Store three events of one subject, the first of a type nobody is bound to; and another."""
    story = [events.hours_logged(match_id, version) for version in (1, 2, 3)]
    await store(pool, [*story, events.hours_logged()])
    first = "UPDATE outbox SET type = $1 WHERE subject = $2 AND subject_version = 1"
    await pool.execute(first, FIRST, f"match/{match_id}")


async def bind(rabbit_url: str, queue: WorkQueue, event_type: str) -> None:
    async with channel_at(rabbit_url) as channel:
        await (await channel.get_queue(queue.name)).bind(EVENTS, event_type)


async def versions(rabbit_url: str, queue: WorkQueue, match_id: UUID) -> list[int]:
    arrived = [read(message.body) for message in await take_all(rabbit_url, queue.name)]
    return [item.subjectversion for item in arrived if item.subject == f"match/{match_id}"]


async def all_comes_once_it_can(
    pool: Pool, rabbit_url: str, queue: WorkQueue, match_id: UUID
) -> None:
    """Let the first event find its way, and demand that the others come behind it."""
    await bind(rabbit_url, queue, FIRST)
    await until(nothing_unsent(pool))
    assert await versions(rabbit_url, queue, match_id) == [1, 2, 3]


async def only_another_came(rabbit_url: str, queue: WorkQueue) -> None:
    """Demand that nothing of the story went ahead of its first event."""
    assert await depth(rabbit_url, queue.name) == 1


async def test_the_later_events_of_a_subject_wait_for_one_that_was_returned(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> None:
    match_id = uuid4()
    await store_story(pool, match_id)

    async with relaying(pool, rabbit_url) as relay:
        await until(lambda: error_of(relay) == "UnroutableError")
        await only_another_came(rabbit_url, queue)
        await all_comes_once_it_can(pool, rabbit_url, queue, match_id)


async def test_the_later_events_of_a_subject_wait_for_one_that_was_nacked(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> None:
    match_id, full = uuid4(), f"full-{uuid4().hex[:8]}"
    async with channel_at(rabbit_url) as channel:
        tiny = await channel.declare_queue(
            full, durable=True, arguments={"x-max-length": 1, "x-overflow": "reject-publish"}
        )
        await tiny.bind(EVENTS, FIRST)
        await channel.default_exchange.publish(aio_pika.Message(b"in the way"), full)
        await store_story(pool, match_id)

        async with relaying(pool, rabbit_url) as relay:
            await until(lambda: error_of(relay) == "DeliveryError")
            await only_another_came(rabbit_url, queue)
            await tiny.delete(if_empty=False)
            await all_comes_once_it_can(pool, rabbit_url, queue, match_id)


async def test_a_crowd_of_events_of_one_subject_keeps_its_order(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> None:
    match_id, count = uuid4(), 2 * BATCH + 1
    story = [events.hours_logged(match_id, version) for version in range(1, count + 1)]
    await store(pool, story)

    async with relaying(pool, rabbit_url):
        await until(nothing_unsent(pool))

    assert await versions(rabbit_url, queue, match_id) == list(range(1, count + 1))


async def test_a_pass_sees_no_event_whose_forerunner_it_missed(pool: Pool) -> None:
    match_id, shards = uuid4(), list(range(SHARDS))
    async with pool.acquire() as reading, pool.acquire() as writing:
        late = writing.transaction()
        await late.start()
        await events.outbox().append(writing, [events.hours_logged(match_id, 1)])
        await store(pool, [events.hours_logged() for _ in range(BATCH)])

        batches = unsent(reading, shards)
        found = list(await anext(batches))
        await late.commit()
        await store(pool, [events.hours_logged(match_id, 2)])
        async for rows in batches:
            found += rows

    assert f"match/{match_id}" not in {row["subject"] for row in found}
