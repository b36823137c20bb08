"""Whatever goes on in the background: when it breaks, hangs or dies, readiness says so."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NoReturn, cast
from uuid import UUID, uuid4

import pytest

from services.matching.needs.model import RequestId
from services.matching.proposals.adapters import Matchmaker
from services.notify.deliveries.adapters import Dispatcher
from shared.loops import DueRows, Limits, Loop, drain, probes_of, supervised
from shared.messaging import batch_consumer, listener, queue_looks
from shared.messaging.batch_consumer import BatchConsumer
from shared.messaging.listener import Listening
from shared.messaging.publisher import Publisher
from shared.messaging.queue_watch import QueueWatch
from shared.messaging.relay import Relay
from shared.messaging.topology import WorkQueue
from shared.telemetry.health import Readiness
from tests.support import events
from tests.support.loops import SHORT, BrokenError
from tests.support.messaging import drop, own_queue, put, until
from tests.support.setbacks import FakeSetbacks

if TYPE_CHECKING:
    from shared.postgres.types import Pool

NOWHERE = "amqp://nobody:nothing@127.0.0.1:1/"
QUEUE = WorkQueue("test", "silent", ("hours.logged",))
SOON = timedelta(seconds=30)
"""When a silent stop must be seen at the latest."""

Fault = Callable[..., Awaitable[Any]]


async def breaks(*_: object, **__: object) -> NoReturn:
    raise BrokenError


async def hangs(*_: object, **__: object) -> NoReturn:
    await asyncio.Event().wait()
    raise AssertionError


class Faulty:
    """A pool or a broker of which every use ends the same way."""

    def __init__(self, fault: Fault) -> None:
        self.start = fault
        self.subscribers: list[object] = []

    async def stop(self) -> None:
        pass

    def acquire(self) -> "Faulty":
        return self

    async def __aenter__(self) -> Any:  # noqa: ANN401  # never gives one
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        pass


def relay(fault: Fault) -> Loop:
    return Relay(cast("Pool", Faulty(fault)), NOWHERE, service="test").loop


async def is_there(_: Publisher) -> None:
    """Take the broker as reached: a relay asks for its database only then."""


def consumer(fault: Fault) -> Loop:
    return BatchConsumer(NOWHERE, QUEUE, fault, Publisher(NOWHERE, name="test")).loop


def listening(fault: Fault) -> Loop:
    return Listening(NOWHERE, {QUEUE: fault}, Publisher(NOWHERE, name="test")).loop


def queues(_: Fault) -> Loop:
    return QueueWatch(NOWHERE, [QUEUE], service="test").loop


def rows(fault: Fault) -> DueRows[RequestId]:
    return DueRows(fault, fault, "request_id", FakeSetbacks())


def matchmaker(fault: Fault) -> Loop:
    return Loop("matchmaker", Matchmaker(fault, rows(fault)))


def timer(fault: Fault) -> Loop:
    return Loop("lapsed_matches", rows(fault))


def sweep(fault: Fault) -> Loop:
    return Loop("sweep", drain(fault))


def letters(fault: Fault) -> Loop:
    return Dispatcher(fault, fault, fault, 4).loop("letters")


def webhooks(fault: Fault) -> Loop:
    return Dispatcher(fault, fault, fault, 4).loop("webhooks")


KINDS = (relay, consumer, listening, queues, matchmaker, timer, sweep, letters, webhooks)


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def faulty(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Loop]:
    """Give what makes a loop of each kind, with the fault in what it asks first."""

    def make(fault: Fault) -> Loop:
        monkeypatch.setattr(Publisher, "channel", is_there)
        monkeypatch.setattr(batch_consumer, "connect", fault)
        monkeypatch.setattr(queue_looks, "connect", fault)
        monkeypatch.setattr(listener, "listening_broker", lambda *_: Faulty(fault))
        return cast("Loop", request.param(fault))

    return make


async def is_told(loop: Loop, *errors: str) -> bool:
    """Ask as an operator does."""
    found = (await Readiness(probes_of([loop])).report()).checks[loop.name]
    return found.status == "degraded" and found.detail["error"] in errors


async def test_a_loop_that_breaks_is_told(faulty: Callable[[Fault], Loop]) -> None:
    loop = faulty(breaks)

    async with supervised([loop]):
        await until(lambda: is_told(loop, "BrokenError"))


async def test_a_loop_that_hangs_is_told(faulty: Callable[[Fault], Loop]) -> None:
    loop = faulty(hangs)
    assert loop.limits.told is not None
    assert loop.limits.told + loop.pauses.usual < SOON
    loop.limits = Limits(told=SHORT, ended=None)

    async with supervised([loop]):
        await until(lambda: is_told(loop, "RoundTooLongError"))


async def test_a_loop_that_hangs_is_ended_and_begun_again(faulty: Callable[[Fault], Loop]) -> None:
    begun: list[UUID] = []

    async def hangs_and_is_counted(*_: object, **__: object) -> NoReturn:
        begun.append(uuid4())
        await hangs()

    loop = faulty(hangs_and_is_counted)
    assert loop.limits.ended is not None
    loop.limits = Limits(told=None, ended=timedelta(seconds=0.05))

    async with supervised([loop]):
        await until(lambda: len(begun) > 1)


async def test_a_loop_that_dies_is_told_and_begun_again(faulty: Callable[[Fault], Loop]) -> None:
    loop = faulty(hangs)

    async with supervised([loop]):
        first = await _task_of(loop)
        first.cancel()
        await until(lambda: is_told(loop, "LoopDiedError"))
        await until(first.done)
        assert await _task_of(loop) is not first


async def _task_of(loop: Loop) -> asyncio.Task[Any]:
    found: list[asyncio.Task[Any]] = []

    def find() -> bool:
        found[:] = [
            task
            for task in asyncio.all_tasks()
            if task.get_name() == loop.name and not task.cancelling()
        ]
        return bool(found)

    await until(find)
    return found[0]


def hearing_one_by_one(url: str, queue: WorkQueue, fault: Fault, publisher: Publisher) -> Loop:
    return Listening(url, {queue: fault}, publisher).loop


def hearing_many(url: str, queue: WorkQueue, fault: Fault, publisher: Publisher) -> Loop:
    return BatchConsumer(url, queue, fault, publisher).loop


@pytest.mark.parametrize("hearing", [hearing_one_by_one, hearing_many])
async def test_a_handler_that_hangs_is_told(
    rabbit_url: str, monkeypatch: pytest.MonkeyPatch, hearing: Callable[..., Loop]
) -> None:
    assert timedelta(seconds=2 * listener.BEAT_SECONDS) + (listener.LIMITS.told or SOON) < SOON
    monkeypatch.setattr(listener, "BEAT_SECONDS", 0.3)
    monkeypatch.setattr(listener, "GRACE_SECONDS", 0.1)
    queue, held = await own_queue(rabbit_url, "hours.logged"), asyncio.Event()

    async def hang(_: object) -> None:
        held.set()
        await hangs()

    publisher = Publisher(rabbit_url, name="test")
    loop = hearing(rabbit_url, queue, hang, publisher)
    loop.limits = Limits(told=timedelta(seconds=1))
    async with supervised([loop]):
        event = events.outbox().envelope(events.hours_logged())
        await put(rabbit_url, queue, event.model_dump_json().encode())
        await held.wait()
        await until(lambda: is_told(loop, "RoundTooLongError"))
    await publisher.close()
    await drop(rabbit_url, queue)
