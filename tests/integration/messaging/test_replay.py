"""A consumer is sent again what it never handled, and nothing else; who did it is kept."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from shared.audit.ledger import audit_ledger
from shared.messaging.publisher import Publisher
from shared.messaging.replay import Replay
from shared.messaging.topology import WorkQueue
from shared.postgres.types import Connection, Pool
from tests.support import events
from tests.support.messaging import depth, drop, own_queue, take_all

HOURS = "hours.logged"
AN_HOUR_AGO = datetime.now(UTC) - timedelta(hours=1)


@pytest.fixture
async def connection(pool: Pool) -> AsyncIterator[Connection]:
    async with pool.acquire() as connection:
        yield connection


@pytest.fixture
async def publisher(rabbit_url: str) -> AsyncIterator[Publisher]:
    publisher = Publisher(rabbit_url, name="test")
    yield publisher
    await publisher.close()


async def say(connection: Connection, count: int) -> list[UUID]:
    """Have events said, and lost on the way to their consumer."""
    ids = [uuid4() for _ in range(count)]
    outbox = events.outbox(new_id=iter(ids).__next__)
    await outbox.append(connection, [events.hours_logged() for _ in ids])
    await connection.execute("UPDATE outbox SET sent_at = network_now()")
    return ids


async def handle(connection: Connection, queue: WorkQueue, *ids: UUID) -> None:
    for event_id in ids:
        await connection.execute(
            "INSERT INTO inbox (consumer, event_id, type) VALUES ($1, $2, $3)",
            queue.consumer,
            event_id,
            HOURS,
        )


def replay_to(queue: WorkQueue, connection: Connection, *parked: UUID) -> Replay:
    return Replay("matching", [queue], AN_HOUR_AGO, connection, connection, frozenset(parked))


async def test_only_what_was_never_handled_is_sent_in_its_order(
    rabbit_url: str, queue: WorkQueue, connection: Connection, publisher: Publisher
) -> None:
    said = await say(connection, 450)
    await handle(connection, queue, *said[::3])

    sent = await replay_to(queue, connection).send(publisher, "maija")

    missing = [str(event_id) for number, event_id in enumerate(said) if number % 3]
    arrived = await take_all(rabbit_url, queue.name)
    assert [message.message_id for message in arrived] == missing
    assert sent == len(missing)


async def test_a_dry_run_says_how_many_and_sends_nothing(
    rabbit_url: str, queue: WorkQueue, connection: Connection
) -> None:
    said = await say(connection, 5)
    await handle(connection, queue, said[0])

    missed = await replay_to(queue, connection).missed()

    assert (missed.sendable, missed.emptied) == (Counter({HOURS: 4}), Counter())
    assert await depth(rabbit_url, queue.name) == 0
    assert await connection.fetchval("SELECT count(*) FROM replay_audit") == 0


async def test_what_a_person_has_or_threw_away_is_left_to_them(
    rabbit_url: str, queue: WorkQueue, connection: Connection, publisher: Publisher
) -> None:
    parked, discarded, missing = await say(connection, 3)
    await connection.execute(
        "INSERT INTO parked_audit (queue, event_id, action, actor, reason) "
        "VALUES ($1, $2, 'discarded', 'maija', 'no use'), ($1, 'content-0a', 'discarded', 'm', '')",
        queue.name,
        str(discarded),
    )

    await replay_to(queue, connection, parked).send(publisher, "maija")

    (message,) = await take_all(rabbit_url, queue.name)
    assert message.message_id == str(missing)


async def test_what_was_emptied_is_counted_and_not_sent(
    rabbit_url: str, queue: WorkQueue, connection: Connection, publisher: Publisher
) -> None:
    emptied, _ = await say(connection, 2)
    await connection.execute(
        "UPDATE outbox SET emptied_at = network_now() WHERE event_id = $1", emptied
    )
    replay = replay_to(queue, connection)

    missed = await replay.missed()
    sent = await replay.send(publisher, "maija")

    assert (missed.emptied, sent) == (Counter({HOURS: 1}), 1)
    assert await depth(rabbit_url, queue.name) == 1


async def test_what_was_proven_before_its_trace_was_removed_is_not_sent(
    queue: WorkQueue, connection: Connection
) -> None:
    said = sorted(await say(connection, 3))
    await connection.execute("INSERT INTO proven (before) VALUES ($1)", said[2])

    missed = await replay_to(queue, connection).missed()

    assert missed.sendable == Counter({HOURS: 1})


async def test_what_is_unsent_or_older_is_not_meant(
    queue: WorkQueue, connection: Connection
) -> None:
    old, unsent, _ = await say(connection, 3)
    await connection.execute(
        "UPDATE outbox SET created_at = created_at - interval '1 day' WHERE event_id = $1", old
    )
    await connection.execute("UPDATE outbox SET sent_at = NULL WHERE event_id = $1", unsent)

    missed = await replay_to(queue, connection).missed()

    assert missed.sendable == Counter({HOURS: 1})


async def test_nobody_else_hears_it_again(
    rabbit_url: str, queue: WorkQueue, connection: Connection, publisher: Publisher
) -> None:
    other = await own_queue(rabbit_url, HOURS)
    await say(connection, 3)

    await replay_to(queue, connection).send(publisher, "maija")

    assert (await depth(rabbit_url, queue.name), await depth(rabbit_url, other.name)) == (3, 0)
    await drop(rabbit_url, other)


async def test_who_replayed_what_is_kept(
    queue: WorkQueue, connection: Connection, publisher: Publisher
) -> None:
    await say(connection, 3)

    await replay_to(queue, connection).send(publisher, "maija")

    row = await connection.fetchrow("SELECT publisher, consumer, actor, sent FROM replay_audit")
    assert tuple(row or ()) == ("matching", queue.consumer, "maija", 3)
    chains = {chain.source: chain.broken for chain in await audit_ledger(connection)}
    assert chains["replay_audit"] == 0


async def test_what_was_handled_in_between_is_not_sent_a_second_time(
    queue: WorkQueue, connection: Connection, publisher: Publisher, rabbit_url: str
) -> None:
    await say(connection, 3)
    replay = replay_to(queue, connection)
    await replay.send(publisher, "maija")
    heard = await take_all(rabbit_url, queue.name)
    await handle(connection, queue, *(UUID(message.message_id) for message in heard))

    assert await replay.send(publisher, "maija") == 0
