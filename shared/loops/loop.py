"""A loop, and who keeps it going: a round that fails ends nothing.

It is counted, told with a safe stack, shown in the service's health, and tried again. So is a
round that never ends, and a loop whose task was ended by anything but its supervisor.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import structlog

from shared.loops.trouble import Trouble, after_failure, voice_for
from shared.loops.watch import USUAL, Limits, Watch
from shared.telemetry import metrics
from shared.telemetry.health import Degrading, Finding, Probe

MORE: Final = timedelta(0)
"""What a round gives when there is more to do at once."""

Round = Callable[[], Awaitable[timedelta | None]]
"""Gives how long to rest, or None for the usual pause; rounds of one loop never overlap."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long a loop rests; only the usual pause is cut short by waking."""

    usual: timedelta = timedelta(seconds=1)
    after_failure: timedelta = timedelta(seconds=1)


EACH_SECOND: Final = Pauses()


async def _nothing() -> None:
    pass


@dataclass(slots=True)
class Loop:
    """One thing a service does in the background, by the name that log and health give it.

    `finish` is awaited at the end: it lets what is under way end well.
    """

    name: str
    round: Round
    pauses: Pauses = EACH_SECOND
    finish: Callable[[], Awaitable[object]] = _nothing
    clock: Callable[[], float] = time.monotonic
    limits: Limits = USUAL
    _woken: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _trouble: Trouble | None = field(default=None, init=False)
    _watch: Watch | None = field(default=None, init=False)

    @property
    def trouble(self) -> Trouble | None:
        """What failed and was followed by no success yet."""
        return self._trouble

    def wake(self) -> None:
        """Say that there may be something to do: the pause ends, and a round begins after this."""
        self._woken.set()

    def alive(self) -> None:
        """Say, from within a round that lasts on purpose, that it goes well."""
        self._note_success()
        if self._watch:
            self._watch.begin_again()

    async def probe(self) -> Finding:
        """Say whether the last round went well; if not, since when none has."""
        if self._watch and self._watch.is_late:
            return self._watch.finding()
        return self._trouble.finding(self.clock()) if self._trouble else Finding("ok")

    async def run(self) -> None:
        """Go round until cancelled."""
        with structlog.contextvars.bound_contextvars(component=self.name):
            pause = MORE
            while not _is_cancelled():  # even when a round swallowed it
                await self._rest(pause)
                self._woken.clear()
                pause = await self._go_round()

    async def _go_round(self) -> timedelta:
        self._watch = Watch(self.name, self.limits, self.clock)
        try:
            async with self._watch:
                rest = await self.round()
        except (Exception, asyncio.CancelledError) as error:
            if _is_cancelled():  # else a library let a cancellation of its own out
                raise
            self.note_failure(error)
            await asyncio.sleep(self.pauses.after_failure.total_seconds())
            return MORE
        finally:
            self._watch = None
        self._note_success()
        return self.pauses.usual if rest is None else rest

    async def _rest(self, pause: timedelta) -> None:
        await asyncio.sleep(0)  # others get their turn between two rounds, however short
        # not wait_for: on Python 3.11 it swallows a cancellation that meets the wake-up
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause.total_seconds()):
                await self._woken.wait()

    def note_failure(self, error: BaseException) -> None:
        """Count and tell it; health shows it until a round goes well."""
        self._trouble = after_failure(self._trouble, error, self.clock())
        metrics.loop_failures_total.labels(self.name).inc()
        if self._trouble.is_news:
            say = voice_for(error)
            say("loop failed", component=self.name, attempts=self._trouble.times, exc_info=error)

    def _note_success(self) -> None:
        if self._trouble:
            log.info("loop recovered", component=self.name, attempts=self._trouble.times)
        self._trouble = None


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def drain(work: Callable[[], Awaitable[int]]) -> Round:
    """Make a round of work that counts what it did: after something there may be more."""

    async def go_round() -> timedelta | None:
        return MORE if await work() else None

    return go_round


def probes_of(loops: Sequence[Loop]) -> Mapping[str, Probe]:
    """Give the probes for a readiness report: without one of its loops a service still serves."""
    return {loop.name: Degrading(loop.probe) for loop in loops}
