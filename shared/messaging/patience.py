"""Wait in place while the database is away: moving messages about would not help it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from shared.postgres.errors import is_unavailable

AWAY_SECONDS: Final = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Pauses while the database is away; the last one repeats."""
HOLD_SECONDS: Final = 900.0
"""Hold a delivery at most this long: half of RabbitMQ's consumer timeout."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Tries again until a moment on its clock."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def hold(self, work: Callable[[], Awaitable[None]], since: float) -> None:
        """Do the work of a delivery that is held `since` then; raises at the end of patience."""
        pauses = iter(AWAY_SECONDS)
        while True:
            try:
                await work()
            except Exception as error:
                if not is_unavailable(error) or self.clock() >= since + HOLD_SECONDS:
                    raise
                await self.sleep(next(pauses, AWAY_SECONDS[-1]))
            else:
                return


PATIENCE: Final = Patience()
