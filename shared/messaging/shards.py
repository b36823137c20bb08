"""How several relays of one service share the outbox: each holds shards by advisory lock.

A shard's events are published by one relay at a time, which keeps the order of each subject.
The locks belong to a database session, so a killed relay frees its shards at once.
"""

import asyncio
import math

from shared.messaging.outbox import SQL
from shared.postgres.types import Connection

SHARDS = 16
"""As in the generated column `outbox.shard`."""
_LOCKS = 0x6F757462


class Share:
    """The shards that one relay holds on one connection."""

    def __init__(self, connection: Connection) -> None:
        """Hold nothing yet."""
        self._connection = connection
        self.shards: set[int] = set()
        self.relays = 1
        self._balanced_at = -math.inf

    async def join(self) -> None:
        """Be counted among the relays of this database."""
        await self._connection.execute(SQL["join_relays"], _LOCKS)

    async def keep_balance(self, seconds: float) -> None:
        """Balance, unless that was done less than `seconds` ago."""
        now = asyncio.get_running_loop().time()
        if now - self._balanced_at >= seconds:
            self.relays = await self._balance()
            self._balanced_at = now

    async def _balance(self) -> int:
        """Take free shards up to a fair share, give back what is above it; returns the relays."""
        relays = max(1, await self._connection.fetchval(SQL["count_relays"], _LOCKS))
        fair = -(-SHARDS // relays)
        for shard in sorted(self.shards)[fair:]:
            await self._connection.fetchval(SQL["give_back_shard"], _LOCKS, shard + 1)
            self.shards.discard(shard)
        for shard in range(SHARDS):
            if len(self.shards) >= fair:
                break
            if shard not in self.shards and await self._take(shard):
                self.shards.add(shard)
        return int(relays)

    async def _take(self, shard: int) -> bool:
        return bool(await self._connection.fetchval(SQL["take_shard"], _LOCKS, shard + 1))
