"""The activation that is open now, as this service's database knows it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from shared.activation import Activation
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))

FRESH_SECONDS: Final = 1.0
"""What begins within this time of a change may still count to the activation before."""


class NoActivationError(Exception):
    """The network sleeps: there is nothing that could be begun."""


class Current(Protocol):
    """Knows the open activation."""

    async def activation(self) -> Activation:
        """Give it; raises NoActivationError when the network sleeps."""
        ...


@dataclass(slots=True)
class PostgresCurrent:
    """Implements `Current`; asks at most once in `FRESH_SECONDS`, for every request needs it."""

    pool: Pool
    clock: Callable[[], float] = time.monotonic
    _found: Activation | None = field(default=None, init=False)
    _until: float = field(default=float("-inf"), init=False)

    async def activation(self) -> Activation:
        """Give what was read last, or read."""
        if self._found is None or self.clock() >= self._until:
            self._found = await self._read()
            self._until = self.clock() + FRESH_SECONDS
        return self._found

    async def _read(self) -> Activation:
        async with self.pool.acquire() as connection:
            row = await connection.fetchrow(SQL["open_activation"])
        if row is None:
            raise NoActivationError
        return Activation(row["id"], row["exercise"])
