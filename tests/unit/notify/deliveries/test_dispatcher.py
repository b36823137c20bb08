"""The loop: always busy, never too busy, and it outlives every fault."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import structlog
from structlog.testing import capture_logs

from services.notify.deliveries import adapters
from services.notify.deliveries.adapters import Dispatcher
from services.notify.deliveries.model import Claim
from services.notify.deliveries.rules import Done, GiveUp, Step
from shared.loops import Loop, Pauses, supervised
from shared.telemetry.traces import current_traceparent
from tests.support.messaging import until
from tests.support.notify.building import claim
from tests.support.patience import PATIENCE

LONG = Pauses(timedelta(seconds=30), timedelta(seconds=30))
"""So long that only waking can explain what is seen."""
SHORT = Pauses(timedelta(seconds=0.01), timedelta(seconds=0.01))


class AwayError(Exception):
    """The database is away."""


@dataclass
class World:
    """Claims to hand out, and what became of them."""

    due: list[Claim] = field(default_factory=list)
    sent: list[Claim] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    failures: int = 0
    faults: list[Claim] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    most_at_once: int = 0
    at_once: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def claim(self, limit: int) -> Sequence[Claim]:
        self.asked.append(limit)
        if self.failures:
            self.failures -= 1
            raise AwayError
        taken, self.due = self.due[:limit], self.due[limit:]
        return taken

    async def send(self, item: Claim) -> Step:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await self.gate.wait()
        self.at_once -= 1
        async with self.changed:
            self.sent.append(item)
            self.changed.notify_all()
        return Done("250")

    async def note_fault(self, item: Claim) -> Step:
        self.faults.append(item)
        return GiveUp("unreadable", "unreadable")

    async def until_sent(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE), self.changed:
            await self.changed.wait_for(lambda: len(self.sent) >= count)


@asynccontextmanager
async def running(world: World, pauses: Pauses = LONG) -> AsyncIterator[Loop]:
    loop = Dispatcher(world.claim, world.send, world.note_fault, 4, pauses).loop("letters")
    async with supervised([loop]):
        yield loop


async def test_a_delivery_is_sent_within_the_trace_of_what_asked_for_it() -> None:
    world, seen = World(due=[claim()]), []
    asked = world.due[0].delivery.traceparent

    async def send(item: Claim) -> Step:
        seen.append(current_traceparent())
        return await world.send(item)

    world.gate.set()
    async with supervised(
        [Dispatcher(world.claim, send, world.note_fault, 4, LONG).loop("letters")]
    ):
        await world.until_sent(1)

    assert asked is not None
    assert [str(trace).split("-")[1] for trace in seen] == [asked.split("-")[1]]


async def test_everything_due_is_sent_a_few_at_once() -> None:
    world = World(due=[claim() for _ in range(20)])
    world.gate.set()

    async with running(world):
        await world.until_sent(20)

    assert world.most_at_once <= 4


async def test_waking_is_faster_than_looking() -> None:
    world = World()
    world.gate.set()

    async with running(world) as loop:
        await asyncio.sleep(0)
        world.due.append(claim())
        loop.wake()
        await world.until_sent(1)


async def test_looking_finds_what_nobody_woke_it_for() -> None:
    world = World()
    world.gate.set()

    async with running(world, SHORT):
        await asyncio.sleep(0)
        world.due.append(claim())
        await world.until_sent(1)


async def test_a_database_that_is_away_is_waited_for() -> None:
    world = World(due=[claim()], failures=3)
    world.gate.set()

    async with running(world, SHORT):
        await world.until_sent(1)


async def test_nothing_is_claimed_that_cannot_be_started() -> None:
    world = World(due=[claim() for _ in range(6)])

    async with running(world, SHORT):
        await asyncio.sleep(0.1)
        assert world.asked == [4]
        world.gate.set()
        await world.until_sent(6)


async def test_stopping_finishes_what_is_in_flight() -> None:
    world = World(due=[claim()])

    async with running(world) as loop:
        while not world.at_once:
            await asyncio.sleep(0)
        loop.wake()
        asyncio.get_running_loop().call_later(0.05, world.gate.set)

    assert len(world.sent) == 1


async def test_one_delivery_that_breaks_does_not_stop_the_others() -> None:
    world = World(due=[claim(), claim()])
    world.gate.set()
    broken = world.due[0]

    async def send(item: Claim) -> Step:
        if item is broken:
            raise AwayError
        return await world.send(item)

    async with supervised(
        [Dispatcher(world.claim, send, world.note_fault, 4, LONG).loop("letters")]
    ):
        await world.until_sent(1)

    assert world.sent != [broken]


async def test_a_claim_that_fails_is_shown_until_one_goes_well() -> None:
    world = World(failures=1_000_000)
    loop = Dispatcher(world.claim, world.send, world.note_fault, 4, SHORT).loop("letters")

    async def is_now(status: str) -> bool:
        return (await loop.probe()).status == status

    async with supervised([loop]):
        await until(lambda: is_now("degraded"))
        world.failures = 0
        await until(lambda: is_now("ok"))


async def test_a_delivery_that_breaks_is_named_with_what_broke() -> None:
    world, error = World(due=[claim()]), AwayError()
    broken = world.due[0]

    async def send(_: Claim) -> Step:
        raise error

    loop = Dispatcher(world.claim, send, world.note_fault, 4, LONG).loop("letters")
    with capture_logs([structlog.contextvars.merge_contextvars]) as told:
        async with supervised([loop]):
            await until(lambda: len(told) > 0)

    (line,) = told
    assert world.faults == [broken]
    assert (line["event"], line["component"]) == ("delivery interrupted", "letters")
    assert (line["delivery_id"], line["exc_info"]) == (str(broken.delivery.id), error)


async def test_a_database_that_is_away_is_no_fault_of_the_delivery() -> None:
    world = World(due=[claim()])

    async def send(_: Claim) -> Step:
        raise ConnectionRefusedError

    loop = Dispatcher(world.claim, send, world.note_fault, 4, LONG).loop("letters")
    with capture_logs() as told:
        async with supervised([loop]):
            await until(lambda: len(told) > 0)

    assert world.faults == []


async def test_a_fault_that_cannot_be_counted_keeps_no_place() -> None:
    world, tried = World(due=[claim() for _ in range(9)]), list[Claim]()

    async def break_it(item: Claim) -> Step:
        tried.append(item)
        raise AwayError

    loop = Dispatcher(world.claim, break_it, break_it, 4, LONG).loop("letters")
    async with supervised([loop]):
        await until(lambda: len(tried) == 18)


async def test_deliveries_that_hang_are_shown_and_give_up_their_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(adapters, "LONGEST_SECONDS", 0.2)
    world = World(due=[claim() for _ in range(6)])
    ports = world.claim, world.send, world.note_fault
    loop = Dispatcher(*ports, 2, SHORT, late=timedelta(seconds=0.05)).loop("letters")

    async def is_shown() -> bool:
        return (await loop.probe()).detail.get("error") == "NothingLeavesError"

    with capture_logs() as told:
        async with supervised([loop]):
            await until(is_shown)
            await until(lambda: len(world.due) < 4)
            world.gate.set()

    assert "delivery interrupted" in {line["event"] for line in told}
