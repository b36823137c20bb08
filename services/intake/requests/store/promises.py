"""Promises that are due."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.requests.model import RequestId
from services.intake.requests.store.queries import SQL
from shared.postgres.queries import ids
from shared.postgres.types import Pool


@dataclass(frozen=True, slots=True)
class PostgresDuePromises:
    """Implements the port `DuePromises`."""

    pool: Pool

    async def due(self, limit: int) -> Sequence[RequestId]:
        """Read ids."""
        return [RequestId(each) for each in await ids(self.pool, SQL["due_promises"], limit)]
