"""How several relays of one service share the outbox: each holds shards by advisory lock.

A shard's events are published by one relay at a time, which keeps the order of each subject.
The locks belong to a database session: a killed relay frees its shards at once, and one whose
host fell silent after IDLE_SECONDS, because the server ends a session that nobody uses.
"""

import asyncio
import math
from typing import Final

import structlog

from shared.messaging.outbox import SQL
from shared.postgres.types import Connection
from shared.telemetry import metrics
from shared.telemetry.health import Finding

SHARDS: Final = 16
"""As in the generated column `outbox.shard`."""
IDLE_SECONDS = 40.0
"""Longer than a relay leaves its session alone while the broker is slow, shorter than a minute."""
SHORT_SECONDS = 10.0
"""Sharing anew takes a few seconds; a part that is missing for longer is held by somebody."""
_LOCKS: Final = 0x6F757462

log = structlog.get_logger(__name__)


def part_of(rank: int, relays: int) -> int:
    """Give how many shards the relay with this place among them is to hold; together all."""
    return SHARDS // relays + (rank < SHARDS % relays)


class Share:
    """The shards that one relay holds on one connection."""

    def __init__(self, connection: Connection) -> None:
        """Hold nothing yet."""
        self._connection = connection
        self.shards: set[int] = set()
        self.relays = 1
        self.part = SHARDS
        self._balanced_at = -math.inf
        self._short_since: float | None = None
        self._is_told = False

    async def join(self) -> None:
        """Be counted among the relays of this database."""
        await self._connection.execute(SQL["end_when_idle"], f"{round(IDLE_SECONDS * 1000)}ms")
        await self._connection.execute(SQL["join_relays"], _LOCKS)

    async def keep_balance(self, seconds: float) -> None:
        """Balance, unless that was done less than `seconds` ago."""
        now = asyncio.get_running_loop().time()
        if now - self._balanced_at >= seconds:
            await self._balance()
            self._balanced_at = now
            self._note_missing(now)

    def finding(self) -> Finding:
        """Say whether somebody else has held a part of what is ours for too long."""
        detail = {"shards": len(self.shards), "of": self.part, "relays": self.relays}
        return Finding("degraded" if self._is_told else "ok", detail)

    async def _balance(self) -> None:
        """Take free shards up to the own part, and give back what is above it."""
        found = await self._connection.fetch(SQL["relays"], _LOCKS)
        ranks = [row["is_self"] for row in found]
        self.relays, self.part = len(ranks), part_of(ranks.index(True), len(ranks))
        for shard in sorted(self.shards)[self.part :]:
            await self._connection.fetchval(SQL["give_back_shard"], _LOCKS, shard + 1)
            self.shards.discard(shard)
        for shard in range(SHARDS):
            if len(self.shards) >= self.part:
                break
            if shard not in self.shards and await self._take(shard):
                self.shards.add(shard)

    async def _take(self, shard: int) -> bool:
        return bool(await self._connection.fetchval(SQL["take_shard"], _LOCKS, shard + 1))

    def _note_missing(self, now: float) -> None:
        missing = self.part - len(self.shards)
        metrics.relay_shards_missing.set(missing)
        if not missing:
            if self._is_told:
                log.info("relay has its shards", count=self.part)
            self._short_since, self._is_told = None, False
        elif self._short_since is None:
            self._short_since = now
        elif not self._is_told and now - self._short_since >= SHORT_SECONDS:
            self._is_told = True
            log.error("relay lacks shards", count=missing, relays=self.relays)
