"""A round over rows that are due, one small transaction each."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Generic, TypeVar

import structlog

from shared.loops.loop import MORE
from shared.loops.setbacks import Setbacks
from shared.loops.trouble import voice_for

BATCH: Final = 100
ROW_SECONDS: Final = 20.0
"""A row that is worked longer hangs; the others must have their turn."""

Key = TypeVar("Key", bound=Hashable)
Due = Callable[[int], Awaitable[Sequence[Key]]]
"""Lists what is due, the longest first, at most so many."""
Do = Callable[[Key], Awaitable[object]]
"""Works one row, in a transaction of its own."""
DoMany = Callable[[Sequence[Key]], Awaitable[object]]
"""Works many rows in one transaction."""

log = structlog.get_logger(__name__)


class StuckRowsError(Exception):
    """Rows could not be worked off; the log names each of them with what broke."""


class RowHangsError(Exception):
    """A row was not worked in time."""


async def nothing_more(key: object) -> None:
    """Leave a row that is set aside as it is."""
    del key


@dataclass(frozen=True, slots=True)
class DueRows(Generic[Key]):
    """Works off what a query says is due; a row that fails holds up no other.

    Its tries are counted before they are made, with waits between them; after the last one it is
    set aside for a person, and `give_up` says so to whom it concerns. `id_field` is the name of a
    key in the log. Several processes may do the same rows: `do` finds out for itself whether there
    is still something to do.
    """

    due: Due[Key]
    do: Do[Key]
    id_field: str
    setbacks: Setbacks
    give_up: Do[Key] = nothing_more
    together: DoMany[Key] | None = None
    """Works many at once; when that fails, each is worked by itself."""
    row_seconds: float = ROW_SECONDS

    async def __call__(self) -> timedelta | None:
        """Do a batch, then say whether some of it failed, or whether there may be more."""
        rows = {str(key): key for key in await self._due()}
        if not rows:
            return None
        fresh = await self.setbacks.begin(list(rows))
        stuck = await self._do_all({row_id: rows[row_id] for row_id in fresh})
        for row_id in await self._ready([row_id for row_id in rows if row_id not in set(fresh)]):
            stuck += await self._do_again(row_id, rows[row_id])
        if stuck:
            raise StuckRowsError
        return MORE if len(fresh) >= BATCH else None

    async def _due(self) -> Sequence[Key]:
        """Read a batch; when it is full, it must reach what stands behind the rows held back."""
        keys = await self.due(BATCH)
        held = await self.setbacks.held() if len(keys) == BATCH else 0
        return await self.due(BATCH + held) if held else keys

    async def _ready(self, row_ids: Sequence[str]) -> Sequence[str]:
        return await self.setbacks.ready(row_ids) if row_ids else ()

    async def _do_all(self, rows: Mapping[str, Key]) -> int:
        """Do what was counted together; what was not reached counts as tried, but once only."""
        done: list[str] = []
        try:
            if (
                rows
                and self.together
                and await self._do_together(self.together, list(rows.values()))
            ):
                done += rows
                return 0
            for row_id, key in rows.items():
                if await self._do(row_id, key):
                    done.append(row_id)
        finally:
            await self.setbacks.forget(done)
        return len(rows) - len(done)

    async def _do_together(self, together: DoMany[Key], keys: Sequence[Key]) -> bool:
        try:
            async with asyncio.timeout(self.row_seconds):
                await together(keys)
        except Exception as error:  # noqa: BLE001  # which of them it was each shows by itself
            voice_for(error)("rows failed together", count=len(keys), exc_info=error)
            return False
        return True

    async def _do_again(self, row_id: str, key: Key) -> bool:
        """Do one that failed before, counted alone; says whether it is stuck still."""
        turn = await self.setbacks.begin_again(row_id)
        if turn == "set_aside":
            await self._set_aside(row_id, key)
        if turn != "try":
            return False
        is_done = await self._do(row_id, key)
        if is_done:
            await self.setbacks.forget([row_id])
        return not is_done

    async def _do(self, row_id: str, key: Key) -> bool:
        limit = asyncio.timeout(self.row_seconds)
        try:
            async with limit:
                await self.do(key)
        except Exception as error:  # noqa: BLE001  # one bad row must not stop the others
            broken = RowHangsError() if limit.expired() else error
            await self._note_failure(row_id, key, broken)
            return False
        return True

    async def _note_failure(self, row_id: str, key: Key, error: Exception) -> None:
        failure = await self.setbacks.failed(row_id, type(error).__name__)
        with structlog.contextvars.bound_contextvars(**{self.id_field: row_id}):
            voice_for(error)("row failed", attempts=failure.tries, exc_info=error)
        if failure.is_set_aside:
            await self._set_aside(row_id, key)

    async def _set_aside(self, row_id: str, key: Key) -> None:
        """Tell of a row that nobody tries again before a person says so."""
        with structlog.contextvars.bound_contextvars(**{self.id_field: row_id}):
            log.error("row set aside")
            try:
                await self.give_up(key)
            except Exception as error:  # it is on the list all the same
                log.exception("row given up in silence", exc_info=error)
