"""Rounds that do as they are told, and a clock that stands still until it is moved."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from shared.loops import Pauses
from tests.support.patience import PATIENCE

LONG = timedelta(minutes=1)
"""So long that only something else can explain what is seen."""
SHORT = timedelta(seconds=0.001)
NEVER = Pauses(LONG, LONG)
OFTEN = Pauses(SHORT, SHORT)

End = timedelta | BaseException | None


class BrokenError(Exception):
    """Something broke."""


@dataclass
class Clock:
    """Tells the time it was given."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Rounds:
    """Rounds that end one after the other as told, then well."""

    ends: Sequence[End] = ()
    begun: int = 0
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def __call__(self) -> timedelta | None:
        self.begun += 1
        async with self._changed:
            self._changed.notify_all()
        end = self.ends[self.begun - 1] if self.begun <= len(self.ends) else None
        if isinstance(end, BaseException):
            raise end
        return end

    async def until_begun(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(lambda: self.begun >= count)


async def all_others_had_their_turn() -> None:
    """Let every task go as far as it can without the passing of time."""
    for _ in range(20):
        await asyncio.sleep(0)
