"""Reads why needs stand as they do; opens nothing sealed, so it needs no key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.matching.needs.model import RequestId
from services.matching.needs.rows import need_of
from services.matching.proposals.model import KeptDecision
from services.matching.proposals.rows import hand_of, read
from services.matching.reasons.model import AskedByHand, Home, Progress, Tried
from shared.areas import is_placed
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresReasons:
    """Implements the port `Reasons`."""

    pool: Pool

    async def progress(self, request_id: RequestId) -> Progress | None:
        """Read one need."""
        rows = await self._read("read_progress", [request_id])
        return next(iter(_all_progress(rows)), None)

    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        """Read what is kept."""
        rows = await self._read("read_decisions", request_id)
        return [KeptDecision(row["decided_at"], read(row["body"])) for row in rows]

    async def helped_before(self, request_id: RequestId) -> frozenset[int]:
        """Read roster numbers."""
        rows = await self._read("read_helpers_before", request_id)
        return frozenset(row["number"] for row in rows)

    async def by_hand(self, request_id: RequestId) -> Sequence[AskedByHand]:
        """Read them with the volunteers' numbers."""
        rows = await self._read("read_by_hand", request_id)
        return [AskedByHand(row["number"], hand_of(row), row["proposed_at"]) for row in rows]

    async def homes(self, numbers: Sequence[int]) -> Mapping[int, Home]:
        """Read where they live now: who moved since is told by the new place."""
        rows = await self._read("read_homes", numbers)
        return {
            row["number"]: Home(row["municipality"], is_placed(row["postal_code"])) for row in rows
        }

    async def _read(self, statement: str, key: object) -> Sequence[asyncpg.Record]:
        async with self.pool.acquire() as connection:
            return await connection.fetch(SQL[statement], key)


@dataclass(frozen=True, slots=True)
class PostgresProgress:
    """Implements the port `SearchProgress`."""

    connection: Connection

    async def of(self, request_ids: Sequence[RequestId]) -> Sequence[Progress]:
        """Read by the statement that the page reads by."""
        return _all_progress(await self.connection.fetch(SQL["read_progress"], request_ids))


def _all_progress(rows: Sequence[asyncpg.Record]) -> Sequence[Progress]:
    return [found for row in rows if (found := _progress(row)) is not None]


def _progress(row: asyncpg.Record) -> Progress | None:
    need = need_of(row)
    if need is None:
        return None
    return Progress(
        need=need,
        waited=row["waited"],
        tried=Tried(row["asked"], row["waiting"], row["declined"], row["silent"]),
        look_at=row["look_at"],
        last=read(row["last"]) if row["last"] else None,
        is_placed=is_placed(need.postal_code),
    )
