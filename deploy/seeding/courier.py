"""Hand on what services say, as relay and broker do, but at once and always in the same order."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from deploy.seeding.house import House
from shared.contracts.envelope import Envelope
from shared.contracts.wire import read
from shared.loops import Loop
from shared.messaging.batch_consumer import BATCH, BatchHandler
from shared.messaging.outbox import SQL
from shared.messaging.receiver import Handler

_SHARDS: Final = list(range(16))
_MOST: Final = 500
_TRIES: Final = 5
_AT_ONCE: Final = {
    "matching": ("matchmaker",),
    "notify": ("letters", "webhooks", "partner_letters"),
}
"""Loops that look as soon as their service stored something."""
LATER: Final = "reporting"
"""It only writes down, so it is handed many at once."""

Event = Envelope[Any]


class NobodyTakesItError(Exception):
    """A service refused an event again and again; it is named by its type."""


@dataclass
class Courier:
    """Between two acts nothing is on its way, but for what reporting hears at the day's end."""

    house: House
    _handlers: Mapping[str, Mapping[str, "_Hears"]] = field(init=False)
    _reports: list[Event] = field(default_factory=list, init=False)
    _refused: deque[tuple[str, Event, int]] = field(default_factory=deque, init=False)
    carried: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """See who hears what."""
        self._handlers = {
            name: _hearing(each.wired.reactions, each.wired.batches)
            for name, each in self.house.services.items()
        }

    async def settle(self) -> None:
        """Hand everything on, and have done what that brings about, until there is no more."""
        while self.house.stirred or self._refused:
            while self.house.stirred:
                await self._hear_out(min(self.house.stirred))
            await self._try_again()
        if len(self._reports) >= _MOST:
            await self.report()

    async def report(self) -> None:
        """Let reporting hear what it did not hear yet."""
        waiting, self._reports = self._reports, []
        hears = self._handlers[LATER]
        for start in range(0, len(waiting), BATCH):
            some = waiting[start : start + BATCH]
            await hears[some[0].type].many(some)

    def loop(self, service: str, name: str) -> Loop:
        """Give a loop of a service by its name."""
        return next(each for each in self.house.services[service].wired.loops if each.name == name)

    async def _hear_out(self, name: str) -> None:
        self.house.stirred.discard(name)
        await self._relay(name)
        for each in _AT_ONCE.get(name, ()):
            loop = self.loop(name, each)
            await loop.round()
            if each in {"letters", "webhooks"}:
                await loop.finish()

    async def _relay(self, name: str) -> None:
        pool = self.house.services[name].pool
        while rows := await pool.fetch(SQL["unsent_events"], 0, _SHARDS, _MOST):
            events = [read(row["body"].encode()) for row in rows]
            for consumer in self._handlers:
                await self._hand_to(consumer, events)
            await pool.execute(SQL["mark_sent"], [row["position"] for row in rows])
            self.carried += len(rows)

    async def _hand_to(self, consumer: str, events: Sequence[Event]) -> None:
        hears = self._handlers[consumer]
        heard = [each for each in events if each.type in hears]
        if consumer == LATER:
            self._reports += heard
            return
        for some in _together(heard, hears):
            await self._hand_over(consumer, some)

    async def _hand_over(self, consumer: str, some: Sequence[Event], tries: int = 0) -> None:
        hears = self._handlers[consumer][some[0].type]
        try:
            await hears.many(some)
        except Exception as error:
            if tries >= _TRIES:
                raise NobodyTakesItError(consumer, some[0].type) from error
            self._refused.extend((consumer, each, tries + 1) for each in some)
        else:
            self.house.stirred.add(consumer)

    async def _try_again(self) -> None:
        """Hand over again what came before its cause, as the broker does after a while."""
        for _ in range(len(self._refused)):
            consumer, event, tries = self._refused.popleft()
            await self._hand_over(consumer, [event], tries)


@dataclass(frozen=True, slots=True)
class _Hears:
    """How one queue of a service is fed."""

    queue: str
    one: Handler | None
    batch: BatchHandler | None

    async def many(self, events: Sequence[Event]) -> None:
        """Hand over events of this queue, in order."""
        if self.batch is not None:
            await self.batch(events)
        elif self.one is not None:
            for each in events:
                await self.one(each)


def _hearing(
    reactions: Mapping[Any, Handler], batches: Mapping[Any, BatchHandler]
) -> dict[str, _Hears]:
    singly = {
        kind: _Hears(queue.name, one, None)
        for queue, one in reactions.items()
        for kind in queue.types
    }
    together = {
        kind: _Hears(queue.name, None, many)
        for queue, many in batches.items()
        for kind in queue.types
    }
    return singly | together


def _together(events: Sequence[Event], hears: Mapping[str, _Hears]) -> Iterator[Sequence[Event]]:
    """Give those of one batched queue together, and the others one by one."""
    batched: dict[str, list[Event]] = {}
    for event in events:
        to = hears[event.type]
        if to.batch is None:
            yield [event]
        else:
            batched.setdefault(to.queue, []).append(event)
    yield from batched.values()
