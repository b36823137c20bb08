"""The loop that does what time alone brings about; the due times are rows, not sleeping tasks."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import structlog
from prometheus_client import Counter

from services.matching.domain.model import MatchId, VolunteerId
from shared.telemetry.metrics import REGISTRY

TICK_SECONDS: Final = 1.0
BATCH: Final = 100
"""Items of one kind at one tick, so that neither kind waits long for the other."""

items_total = Counter(
    "matching_timer_items_total", "Due rows that were worked off", ["kind"], registry=REGISTRY
)
log = structlog.get_logger(__name__)

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Errand(Generic[Key]):
    """What is due, and what to do with each; False means that there was nothing left to do."""

    kind: str
    due: Callable[[int], Awaitable[Sequence[Key]]]
    do: Callable[[Key], Awaitable[bool]]

    async def run(self) -> None:
        """Work off a batch; an item that fails holds up no other and is due again."""
        try:
            keys = await self.due(BATCH)
        except Exception as error:  # noqa: BLE001  # the loop outlives a database that is away
            log.warning("timer interrupted", kind=self.kind, error=type(error).__name__)
            return
        for key in keys:
            await self._do(key)

    async def _do(self, key: Key) -> None:
        try:
            done = await self.do(key)
        except Exception as error:  # noqa: BLE001  # one bad row must not stop the others
            log.warning("timer item failed", kind=self.kind, error=type(error).__name__)
        else:
            items_total.labels(self.kind).inc(done)


@dataclass(frozen=True, slots=True)
class Timers:
    """Works off what is due, one small transaction each; several processes may run it."""

    errands: Sequence[Errand[MatchId] | Errand[VolunteerId]]
    tick_seconds: float = TICK_SECONDS

    async def run(self) -> None:
        """Tick until cancelled."""
        while True:
            await self.tick()
            await asyncio.sleep(self.tick_seconds)

    async def tick(self) -> None:
        """Run each errand once."""
        for errand in self.errands:
            await errand.run()
