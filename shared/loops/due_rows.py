"""A round over rows that are due, one small transaction each."""

import time
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

import structlog

from shared.loops.trouble import Trouble, after_failure, voice_for

BATCH: Final = 100

Key = TypeVar("Key", bound=Hashable)


class StuckRowsError(Exception):
    """Rows could not be worked off; the log names each of them with what broke."""


@dataclass(slots=True)
class DueRows(Generic[Key]):
    """Works off what a query says is due; a row that fails holds up no other and is due again.

    `id_field` is the name of a key in the log. Several processes may do the same rows: `do` finds
    out for itself whether there is still something to do.
    """

    due: Callable[[int], Awaitable[Sequence[Key]]]
    do: Callable[[Key], Awaitable[object]]
    id_field: str
    clock: Callable[[], float] = time.monotonic
    _stuck: dict[Key, Trouble] = field(default_factory=dict, init=False)

    async def __call__(self) -> None:
        """Do a batch, then say whether some of it failed."""
        stuck: dict[Key, Trouble] = {}
        for key in await self.due(BATCH):
            try:
                await self.do(key)
            except Exception as error:  # noqa: BLE001  # one bad row must not stop the others
                stuck[key] = self._failed(key, error)
        self._stuck = stuck
        if stuck:
            raise StuckRowsError

    def _failed(self, key: Key, error: Exception) -> Trouble:
        trouble = after_failure(self._stuck.get(key), error, self.clock())
        if trouble.is_news:
            with structlog.contextvars.bound_contextvars(**{self.id_field: str(key)}):
                say = voice_for(error)
                say("row failed", attempts=trouble.times, exc_info=error)
        return trouble
