"""The loop that chooses: at once when something became due here, else every second."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

import structlog
from prometheus_client import Counter, Histogram

from services.matching.handlers.choosing import Choosing
from shared.telemetry.metrics import REGISTRY

LOOK_SECONDS: Final = 1.0
"""How long a need may wait that another process made due, or time."""

moved_total = Counter(
    "matching_needs_moved_total", "Needs that were taken one step further", registry=REGISTRY
)
round_seconds = Histogram(
    "matching_round_seconds", "One batch, from the lock to the commit", registry=REGISTRY
)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Matchmaker:
    """Drains what is due, batch after batch; a batch is never waited for."""

    choosing: Choosing
    _stirred: asyncio.Event = field(default_factory=asyncio.Event)

    def stir(self) -> None:
        """Say that something may be due."""
        self._stirred.set()

    async def run(self) -> None:
        """Choose until cancelled; a failure is tried again after a second."""
        while True:
            await self.drain()
            await self._wait()

    async def drain(self) -> None:
        """Work off all that is due now."""
        self._stirred.clear()
        while moved := await self._round():
            moved_total.inc(moved)

    async def _round(self) -> int:
        try:
            with round_seconds.time():
                return await self.choosing.round()
        except Exception as error:  # noqa: BLE001  # the loop outlives a database that is away
            log.warning("choosing interrupted", error=type(error).__name__)
            return 0

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._stirred.wait()
        except TimeoutError:
            return
