"""A queue that somebody deletes is declared again, bound, and heard again."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from shared.contracts.envelope import Envelope
from shared.loops import Loop, supervised
from shared.messaging import batch_consumer, listener, queue_watch
from shared.messaging.lifecycle import Messaging, open_messaging
from shared.messaging.topology import WorkQueue, declare
from shared.postgres.types import Pool
from shared.telemetry.metrics import REGISTRY
from tests.integration.messaging.test_running import status
from tests.support import events
from tests.support.messaging import channel_at, depth, drop, own_queue, publish, until


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_watch, "EACH", timedelta(seconds=0.5))


@asynccontextmanager
async def kept(rabbit_url: str, *queues: WorkQueue) -> AsyncIterator[None]:
    """Have queues declared again and again, as the deploy step does when one is missing."""

    async def declare_again() -> None:
        await declare(rabbit_url, queues, settle_seconds=0.5)

    async with supervised([Loop("declaring", declare_again)]):
        yield


class Heard:
    """Remembers the minutes it was told, one at a time or many."""

    def __init__(self) -> None:
        self.one: set[int] = set()
        self.many: set[int] = set()

    async def hear(self, event: Envelope[Any]) -> None:
        self.one.add(event.data.minutes)

    async def hear_many(self, batch: Sequence[Envelope[Any]]) -> None:
        self.many |= {event.data.minutes for event in batch}

    def both(self, minutes: int) -> bool:
        return minutes in self.one & self.many


async def delete(rabbit_url: str, *names: str) -> None:
    async with channel_at(rabbit_url) as channel:
        for name in names:
            await channel.queue_delete(name)


async def say(rabbit_url: str, minutes: int) -> None:
    await publish(rabbit_url, events.outbox().envelope(events.hours_logged(minutes=minutes)))


def times_gone(queue: WorkQueue) -> float:
    return REGISTRY.get_sample_value("queues_gone_total", {"queue": queue.name}) or 0.0


def is_missing(queue: WorkQueue) -> float | None:
    return REGISTRY.get_sample_value("queues_missing", {"queue": queue.name})


async def is_shown(messaging: Messaging, probe: str, as_: str) -> bool:
    return (await status(messaging))[probe] == as_


@asynccontextmanager
async def hearing(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> AsyncIterator[tuple[Heard, WorkQueue, Messaging]]:
    """Hear one at a time from the queue and many from another, and have heard both once."""
    heard, many = Heard(), await own_queue(rabbit_url, "hours.logged")
    async with open_messaging(
        rabbit_url=rabbit_url,
        pool=pool,
        service="test",
        reactions={queue: heard.hear},
        batches={many: heard.hear_many},
    ) as messaging:
        await say(rabbit_url, 1)
        await until(lambda: heard.both(1))
        yield heard, many, messaging
    await drop(rabbit_url, many)


async def test_queues_deleted_by_hand_are_declared_again_and_heard_again(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> None:
    async with hearing(pool, rabbit_url, queue) as (heard, many, messaging):
        with capture_logs() as logged:
            await delete(rabbit_url, queue.name, many.name)
            await until(lambda: is_shown(messaging, "queues", "degraded"))

        assert is_missing(queue) == is_missing(many) == 1
        async with kept(rabbit_url, queue, many):

            async def heard_again() -> bool:
                await say(rabbit_url, 2)
                return heard.both(2)

            await until(heard_again)
        await until(lambda: is_shown(messaging, "queues", "ok"))

    gone = {line["queue"] for line in logged if line["event"] == "queue is gone"}
    assert gone == {queue.name, many.name}
    assert times_gone(queue) == times_gone(many) == 1
    assert is_missing(queue) == is_missing(many) == 0


async def hears_of_no_cancellation(*_: object) -> None:
    """Stand in for a broker that forgets to say it, as 3.10 does now and then."""


async def test_who_was_not_told_that_the_queue_was_deleted_hears_again_all_the_same(
    pool: Pool, rabbit_url: str, queue: WorkQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "_tell_when_cancelled", hears_of_no_cancellation)
    monkeypatch.setattr(batch_consumer, "_tell_when_lost", hears_of_no_cancellation)
    async with hearing(pool, rabbit_url, queue) as (heard, many, _):
        await delete(rabbit_url, queue.name, many.name)

        async def heard_again() -> bool:
            await say(rabbit_url, 2)
            return heard.both(2)

        async with kept(rabbit_url, queue, many):
            await until(heard_again)


async def test_a_queue_of_the_ladder_or_the_parked_queue_is_declared_again_too(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> None:
    async def stumble(_: Envelope[Any]) -> None:
        raise ValueError

    opening = open_messaging(
        rabbit_url=rabbit_url, pool=pool, service="test", reactions={queue: stumble}
    )
    async with opening as messaging:
        await until(lambda: is_shown(messaging, "queues", "ok"))
        await delete(rabbit_url, queue.parked, queue.retry(1))
        await until(lambda: times_gone(queue) == 1)
        async with kept(rabbit_url, queue):
            await until(lambda: is_missing(queue) == 0)
        await say(rabbit_url, 1)

        async def is_parked() -> bool:
            return await depth(rabbit_url, queue.parked) == 1

        await until(is_parked)


async def test_a_queue_that_was_declared_by_somebody_else_is_heard_again(
    pool: Pool, rabbit_url: str, queue: WorkQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard()
    monkeypatch.setattr(queue_watch, "EACH", timedelta(hours=1))
    async with open_messaging(
        rabbit_url=rabbit_url, pool=pool, service="test", reactions={queue: heard.hear}
    ) as messaging:
        await say(rabbit_url, 1)
        await until(lambda: heard.one == {1})
        await delete(rabbit_url, queue.name)
        await until(lambda: is_shown(messaging, "listening", "degraded"))
        await declare(rabbit_url, [queue], settle_seconds=0.0)
        await say(rabbit_url, 2)
        await until(lambda: heard.one == {1, 2})
