"""The loop that does what time alone brings about; the due times are rows, not sleeping tasks."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from prometheus_client import Counter

from shared.telemetry.metrics import REGISTRY

TICK_SECONDS: Final = 1.0
BATCH: Final = 100
"""Items of one kind at one tick, so that neither kind waits long for the other."""

items_total = Counter(
    "matching_timer_items_total", "Due rows that were worked off", ["kind"], registry=REGISTRY
)
log = structlog.get_logger(__name__)

Step = Callable[[], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Timers:
    """Works off what is due, one small transaction each; several processes may run it."""

    expire_one: Step
    look_one: Step
    tick_seconds: float = TICK_SECONDS

    async def run(self) -> None:
        """Tick until cancelled; a database that is away is asked again at the next tick."""
        while True:
            await self.tick()
            await asyncio.sleep(self.tick_seconds)

    async def tick(self) -> None:
        """Work off at most a batch of each kind."""
        steps: Sequence[tuple[str, Step]] = (
            ("expired", self.expire_one),
            ("looked_at", self.look_one),
        )
        for kind, step in steps:
            try:
                done = await _repeat(step)
            except Exception as error:  # noqa: BLE001  # the loop outlives whatever fails
                log.warning("timer interrupted", kind=kind, error=type(error).__name__)
            else:
                items_total.labels(kind).inc(done)


async def _repeat(step: Step) -> int:
    done = 0
    while done < BATCH and await step():
        done += 1
    return done
