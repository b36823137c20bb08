"""Who needs a person, on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from services.intake.attention.model import (
    LISTED_ONLY,
    STAYS,
    Attention,
    AttentionId,
    AttentionReason,
    Outcome,
)
from services.intake.attention.rows import attention_of
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresAttentions:
    """Implements the port `Attentions`."""

    connection: Connection

    async def call_person(self, request_id: UUID, reason: AttentionReason) -> None:
        """Insert unless one is open."""
        await self.connection.execute(SQL["call_person"], request_id, reason)

    async def free_forgotten(self) -> Sequence[AttentionId]:
        """Update what was taken long ago."""
        return await self._ids("free_forgotten")

    async def call_anew(self, request_id: UUID, reason: AttentionReason) -> None:
        """Insert, or give the open one another id."""
        await self.connection.execute(SQL["call_anew"], request_id, reason)

    async def tell_due(self) -> Sequence[AttentionId]:
        """Update what is due."""
        return await self._ids("tell_due", LISTED_ONLY)

    async def tell_again(self) -> Sequence[AttentionId]:
        """Update what is due again."""
        return await self._ids("tell_again")

    async def count(self) -> tuple[int, int]:
        """Count rows."""
        row = await self.connection.fetchrow(SQL["count_open"], LISTED_ONLY)
        return (row["waiting"], row["unheeded"]) if row else (0, 0)

    async def take(
        self, ids: Sequence[AttentionId], staff_id: UUID, former: UUID | None
    ) -> Sequence[AttentionId]:
        """Compare and set."""
        return await self._ids("take", ids, staff_id, former)

    async def settle(
        self, ids: Sequence[AttentionId], staff_id: UUID, outcome: Outcome
    ) -> Sequence[AttentionId]:
        """Update what is open."""
        return await self._ids("settle", ids, staff_id, outcome)

    async def call_off(self, request_id: UUID) -> None:
        """Update what is open and not grave."""
        await self.connection.execute(SQL["call_off"], request_id, STAYS)

    async def put_off(self, ids: Sequence[AttentionId], wait: timedelta) -> Sequence[AttentionId]:
        """Update what is open."""
        return await self._ids("put_off", ids, wait)

    async def _ids(self, query: str, *values: object) -> Sequence[AttentionId]:
        rows = await self.connection.fetch(SQL[query], *values)
        return [AttentionId(row["id"]) for row in rows]

    async def open_of(self, request_id: UUID) -> Sequence[Attention]:
        """Read those of one request."""
        rows = await self.connection.fetch(SQL["open_of_request"], request_id)
        return [attention_of(row) for row in rows]
