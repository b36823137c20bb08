"""The clock of a network that is played: it stands in the year of the play, and goes forward."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from shared.clock import Clock, shift
from shared.postgres.pool import connected
from shared.postgres.types import Connection

_WOKEN = (
    "UPDATE activations SET (opened_at, since, changed_at)"
    " = (SELECT network_now(), network_now(), network_now())"
)
"""A network that is played was woken on its first day, not when its tables were made."""


@dataclass(frozen=True, slots=True)
class MovingClock:
    """Python's clock and SQL's in all databases are moved together, between two acts."""

    clock: Clock
    owners: tuple[Connection, ...]
    """Only the owner of a database may set its clock."""

    async def begin(self, moment: datetime) -> None:
        """Go to the first moment, wherever the world's clock stands."""
        await self._set(moment - datetime.now(UTC))
        for owner in self.owners:
            await owner.execute(_WOKEN)

    async def go_to(self, moment: datetime) -> None:
        """Go forward; what took longer than planned is not undone."""
        if moment > self.clock.now():
            await self._set(moment - datetime.now(UTC))

    async def _set(self, ahead: timedelta) -> None:
        await asyncio.gather(*(shift(owner, ahead) for owner in self.owners))
        self.clock.ahead = ahead


@asynccontextmanager
async def moving_clock(owner_dsns: Mapping[str, str]) -> AsyncIterator[MovingClock]:
    """Hold the owners' connections for as long as the play lasts."""
    async with AsyncExitStack() as stack:
        owners = [await stack.enter_async_context(connected(each)) for each in owner_dsns.values()]
        yield MovingClock(Clock(), tuple(owners))
