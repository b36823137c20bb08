"""Promises that are due."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.requests.model import RequestId
from services.intake.requests.store.queries import SQL
from shared.postgres.types import Pool


@dataclass(frozen=True, slots=True)
class PostgresDuePromises:
    """Implements the port `DuePromises`."""

    pool: Pool

    async def due(self, limit: int) -> Sequence[RequestId]:
        """Read ids."""
        rows = await self.pool.fetch(SQL["due_promises"], limit)
        return [RequestId(row["request_id"]) for row in rows]
