"""A round that lasts too long is told of, and after a longer while ended."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from types import TracebackType
from typing import Final, Self

import structlog

from shared.telemetry.health import Finding

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a round may give no sign of life: then it is told, and later ended; None is never.

    A round that lasts on purpose calls `alive` of its loop, or has limits of its own.
    """

    told: timedelta | None = timedelta(seconds=25)
    ended: timedelta | None = timedelta(minutes=2)


USUAL: Final = Limits()


class RoundTooLongError(Exception):
    """A round gave no sign of life for longer than its loop allows."""


@dataclass(slots=True)
class Watch:
    """Watches one round of the loop `name`; raises RoundTooLongError where it had to end it."""

    name: str
    limits: Limits
    clock: Callable[[], float]
    is_late: bool = field(default=False, init=False)
    _alive_at: float = field(init=False)
    _telling: asyncio.TimerHandle | None = field(default=None, init=False)
    _ending: asyncio.Timeout = field(init=False)

    async def __aenter__(self) -> Self:
        """Begin to count."""
        self._ending = asyncio.timeout(_seconds(self.limits.ended))
        await self._ending.__aenter__()
        self._count()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Count no more."""
        if self._telling:
            self._telling.cancel()
        try:
            await self._ending.__aexit__(kind, error, trace)
        except TimeoutError:
            raise RoundTooLongError from error

    def begin_again(self) -> None:
        """Count from now: the round goes on as it should."""
        if self._ending.expired():
            return
        ended = _seconds(self.limits.ended)
        now = asyncio.get_running_loop().time()
        self._ending.reschedule(None if ended is None else now + ended)
        self._count()

    def finding(self) -> Finding:
        """Say since when the round gave no sign of life."""
        seconds = round(self.clock() - self._alive_at, 1)
        return Finding("degraded", {"error": RoundTooLongError.__name__, "seconds": seconds})

    def _count(self) -> None:
        if self._telling:
            self._telling.cancel()
        self.is_late, self._alive_at = False, self.clock()
        told = _seconds(self.limits.told)
        if told is not None:
            self._telling = asyncio.get_running_loop().call_later(told, self._tell)

    def _tell(self) -> None:
        self.is_late = True
        log.error("round lasts too long", component=self.name)


def _seconds(limit: timedelta | None) -> float | None:
    return None if limit is None else limit.total_seconds()
