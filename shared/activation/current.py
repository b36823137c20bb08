"""The activation that is open now, as this service's database knows it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from shared.activation import Activation
from shared.activation.rows import standing_of
from shared.activation.rules import DoorShutError, admits
from shared.activation.standing import Standing
from shared.contracts.activation_words import Door
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))

FRESH_SECONDS: Final = 1.0
"""What begins within this time of a change may still count to the activation before."""


class NoActivationError(Exception):
    """No activation is open; the network always has one, so its table was emptied."""


class Current(Protocol):
    """Knows the open activation, which is never an exercise."""

    async def activation(self) -> Activation:
        """Give it; raises NoActivationError where none is open."""
        ...

    async def standing(self) -> Standing:
        """Say how it stands; raises NoActivationError where none is open."""
        ...


async def at_work(current: Current) -> Activation | None:
    """Give it while somebody is helped, and None while the network sleeps or is being prepared."""
    try:
        is_at_work = (await current.standing()).is_at_work
    except NoActivationError:
        return None
    return await current.activation() if is_at_work else None


async def enter(current: Current, door: Door) -> Activation:
    """Give what begins at a door now belongs to; raises DoorShutError."""
    shut = admits(await current.standing(), door)
    if shut is not None:
        raise DoorShutError(shut)
    return await current.activation()


@dataclass(slots=True)
class PostgresCurrent:
    """Implements `Current`; asks at most once in `FRESH_SECONDS`, for every request needs it."""

    pool: Pool
    clock: Callable[[], float] = time.monotonic
    _found: tuple[Activation, Standing] | None = field(default=None, init=False)
    _until: float = field(default=float("-inf"), init=False)

    async def activation(self) -> Activation:
        """Give what was read last, or read."""
        return (await self._fresh())[0]

    async def standing(self) -> Standing:
        """Give what was read with it."""
        return (await self._fresh())[1]

    async def _fresh(self) -> tuple[Activation, Standing]:
        if self._found is None or self.clock() >= self._until:
            self._found = await self._read()
            self._until = self.clock() + FRESH_SECONDS
        return self._found

    async def _read(self) -> tuple[Activation, Standing]:
        async with self.pool.acquire() as connection:
            row = await connection.fetchrow(SQL["open_activation"])
        if row is None:
            raise NoActivationError
        return Activation(row["id"], row["exercise"]), standing_of(row)
