"""Runs loops as long as a block, and begins one again whose task was ended by anything else."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from shared.loops.loop import Loop

log = structlog.get_logger(__name__)


class LoopDiedError(Exception):
    """The task of a loop was ended from outside; it is begun again."""


@asynccontextmanager
async def supervised(loops: Sequence[Loop]) -> AsyncIterator[None]:
    """Run loops as long as the block; then end them all at once."""
    runs = [_Run(loop) for loop in loops]
    for run in runs:
        run.begin()
    try:
        yield
    finally:
        await asyncio.gather(*(run.end() for run in runs))


@dataclass(slots=True)
class _Run:
    """One loop's task, and the next one when it dies."""

    loop: Loop
    _task: asyncio.Task[None] | None = field(default=None, init=False)
    _again: asyncio.TimerHandle | None = field(default=None, init=False)
    _ending: bool = field(default=False, init=False)

    def begin(self) -> None:
        self._task = asyncio.create_task(self.loop.run(), name=self.loop.name)
        self._task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if self._ending:
            return
        died = LoopDiedError()
        died.__cause__ = None if task.cancelled() else task.exception()
        self.loop.note_failure(died)
        pause = self.loop.pauses.after_failure.total_seconds()
        self._again = asyncio.get_running_loop().call_later(pause, self.begin)

    async def end(self) -> None:
        self._ending = True
        if self._again:
            self._again.cancel()
        if self._task:
            self._task.cancel()
            self._tell(await asyncio.gather(self._task, return_exceptions=True))
        self._tell(await asyncio.gather(self.loop.finish(), return_exceptions=True))

    def _tell(self, ended: Sequence[object]) -> None:
        (broke,) = ended
        if isinstance(broke, Exception):
            log.error("loop broke at its end", component=self.loop.name, exc_info=broke)
