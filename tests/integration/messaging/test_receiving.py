"""Deliveries through FastStream on a real broker: retried, parked, done once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from shared.contracts.envelope import Envelope
from shared.contracts.wire import write
from shared.messaging.errors import PermanentError
from shared.messaging.inbox import first_delivery
from shared.messaging.listener import AT_WORK, PREFETCH, listening_broker
from shared.messaging.publisher import Publisher
from shared.messaging.receiver import Handler
from shared.messaging.relay_pass import WINDOW
from shared.messaging.topology import WorkQueue
from shared.postgres.places import Places
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from tests.support import events
from tests.support.messaging import depth, put, take_all, until


class NeverError(PermanentError):
    """No version of this service can handle that."""


@pytest.fixture
async def pool(messaging_dsn: str) -> AsyncIterator[Pool]:
    async with open_pool(messaging_dsn, name="test") as pool:
        await pool.execute("CREATE TABLE effects (event_id uuid)")
        yield pool


@asynccontextmanager
async def listening(rabbit_url: str, queue: WorkQueue, handler: Handler) -> AsyncIterator[None]:
    publisher = Publisher(rabbit_url, name="test")
    broker = listening_broker(rabbit_url, {queue: handler}, publisher)
    await broker.start()
    try:
        yield
    finally:
        await broker.stop()
        await publisher.close()


def body(event_id: UUID | None = None) -> bytes:
    outbox = events.outbox(new_id=lambda: event_id or uuid4())
    return write(outbox.envelope(events.hours_logged()))


class Recording:
    """A handler that fails as told and remembers what it saw."""

    def __init__(self, fail: Callable[[int], Exception | None] = lambda _: None) -> None:
        self.seen: list[UUID] = []
        self._fail = fail

    async def __call__(self, event: Envelope[Any]) -> None:
        self.seen.append(event.id)
        error = self._fail(len(self.seen))
        if error is not None:
            raise error


async def test_a_redelivered_event_changes_nothing(
    rabbit_url: str, queue: WorkQueue, pool: Pool
) -> None:
    done = 0

    async def once(event: Envelope[Any]) -> None:
        nonlocal done
        async with pool.acquire() as connection, connection.transaction():
            if await first_delivery(connection, "test", event):
                await connection.execute("INSERT INTO effects VALUES ($1)", event.id)
        done += 1

    event_id = uuid4()
    async with listening(rabbit_url, queue, once):
        for _ in range(5):
            await put(rabbit_url, queue, body(event_id))
        await until(lambda: done == 5)

    assert await pool.fetchval("SELECT count(*) FROM effects") == 1


async def test_a_failed_delivery_comes_back_after_its_delay(
    rabbit_url: str, queue: WorkQueue
) -> None:
    handler = Recording(lambda call: ValueError() if call == 1 else None)

    async with listening(rabbit_url, queue, handler):
        await put(rabbit_url, queue, body())
        await until(lambda: len(handler.seen) == 1)
        await asyncio.sleep(0.5)
        assert len(handler.seen) == 1
        await until(lambda: len(handler.seen) == 2)

    assert handler.seen[0] == handler.seen[1]
    assert await depth(rabbit_url, queue.name) == await depth(rabbit_url, queue.parked) == 0


async def test_a_delivery_that_always_fails_is_parked_with_its_reason(
    rabbit_url: str, queue: WorkQueue
) -> None:
    handler = Recording(lambda _: ValueError("secret name"))

    async with listening(rabbit_url, queue, handler):
        await put(rabbit_url, queue, body(), message_id="m-1")
        await until(lambda: _depth_is(rabbit_url, queue.parked, 1))

    (message,) = await take_all(rabbit_url, queue.parked)
    assert message.message_id == "m-1"
    assert message.headers["attempts"] == queue.max_attempts == len(handler.seen)
    assert str(message.headers["reason"]).startswith("ValueError at __call__")
    assert "secret" not in str(message.headers)


async def test_a_permanent_failure_is_parked_at_once(rabbit_url: str, queue: WorkQueue) -> None:
    handler = Recording(lambda _: NeverError())

    async with listening(rabbit_url, queue, handler):
        await put(rabbit_url, queue, body())
        await until(lambda: _depth_is(rabbit_url, queue.parked, 1))

    assert len(handler.seen) == 1


@pytest.mark.parametrize(
    "poison",
    [b"", b"{", b"\xff\xfe", b"[]", b'{"type":"request.unheard_of"}', b"[" * 100_000, b"\x00" * 9],
    ids=["empty", "cut", "not utf-8", "no object", "unknown type", "deep", "zeros"],
)
async def test_poison_is_parked_and_holds_nobody_up(
    rabbit_url: str, queue: WorkQueue, poison: bytes
) -> None:
    handler = Recording()

    async with listening(rabbit_url, queue, handler):
        await put(rabbit_url, queue, poison)
        await put(rabbit_url, queue, body())
        await until(lambda: len(handler.seen) == 1)
        await until(lambda: _depth_is(rabbit_url, queue.parked, 1))

    (message,) = await take_all(rabbit_url, queue.parked)
    assert message.body == poison


async def test_while_the_database_is_away_the_delivery_waits_in_place(
    rabbit_url: str, queue: WorkQueue
) -> None:
    away = asyncpg.CannotConnectNowError("starting up")
    handler = Recording(lambda call: away if call <= 3 else None)

    async with listening(rabbit_url, queue, handler):
        await put(rabbit_url, queue, body())
        await until(lambda: len(handler.seen) == 4)

    assert await depth(rabbit_url, queue.retry(1)) == await depth(rabbit_url, queue.parked) == 0


async def test_fewer_handlers_are_at_work_than_there_are_places_at_the_database(
    rabbit_url: str, queue: WorkQueue
) -> None:
    working, most, done = 0, 0, 0

    async def slow(_: Envelope[Any]) -> None:
        nonlocal working, most, done
        working += 1
        most = max(most, working)
        await asyncio.sleep(0.02)
        working -= 1
        done += 1

    for _ in range(3 * PREFETCH):
        await put(rabbit_url, queue, body())
    async with listening(rabbit_url, queue, slow):
        await until(lambda: done == 3 * PREFETCH)

    assert most == AT_WORK
    assert Places().work > AT_WORK + 1 + WINDOW  # the relay's own beside them


async def test_restarts_do_not_count_as_failures(rabbit_url: str, queue: WorkQueue) -> None:
    gate = asyncio.Event()
    finished: set[UUID] = set()

    async def waiting(event: Envelope[Any]) -> None:
        await asyncio.wait_for(gate.wait(), 0.2)
        finished.add(event.id)

    for _ in range(40):
        await put(rabbit_url, queue, body())
    gate.set()
    for _ in range(4):
        async with listening(rabbit_url, queue, waiting):
            await asyncio.sleep(0.01)
    async with listening(rabbit_url, queue, waiting):
        await until(lambda: len(finished) == 40)

    assert await depth(rabbit_url, queue.parked) == 0


async def _depth_is(rabbit_url: str, name: str, expected: int) -> bool:
    return await depth(rabbit_url, name) == expected
