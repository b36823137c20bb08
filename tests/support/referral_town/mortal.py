"""A store whose service dies at a named point, in one process.

The moments: `written`, all of a transaction is written and nothing stored; `stored`, all is stored
and nobody heard of it; `published`, an event was handed over and that is not noted.
"""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Final, Generic, TypeVar

from shared.work import Store

MOMENTS: Final = ("written", "stored", "published")
WorkT = TypeVar("WorkT")
DoneT = TypeVar("DoneT")


class KilledError(BaseException):
    """The process is gone: nothing of it catches that."""


@dataclass
class Fate:
    """At which moment services die; at none of them by itself."""

    moment: str = ""
    deaths: Counter[str] = field(default_factory=Counter)
    """By the point how often one died there."""
    _left: int | None = None

    async def survive(self, point: str, do: Callable[[], Awaitable[DoneT]]) -> DoneT:
        """Do something of whose transactions one after the other kills the service.

        Each time it is started again and the same is done again, as a broker, a loop and a person
        who sees an error do.
        """
        for passed in count():
            self._left = passed if self.moment in {"written", "stored"} else None
            try:
                done = await do()
            except KilledError:
                self.deaths[point] += 1
            else:
                self._left = None
                return done
        raise AssertionError

    def reach(self, moment: str) -> None:
        """Die here when it is time to."""
        if self._left is None or moment != self.moment:
            return
        self._left -= 1
        if self._left < 0:
            self._left = None
            raise KilledError


@dataclass(frozen=True)
class MortalStore(Generic[WorkT]):
    """Implements `Store`: a death before the commit undoes the transaction, as the server does."""

    store: Store[WorkT]
    fate: Fate

    def begin(self) -> AbstractAsyncContextManager[WorkT]:
        """Open one transaction."""
        return self._begin()

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[WorkT]:
        async with self.store.begin() as work:
            yield work
            self.fate.reach("written")
        self.fate.reach("stored")
