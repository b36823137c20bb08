"""Who needs a person, on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from services.intake.attention.model import Attention, AttentionReason
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

    async def open_of(self, request_id: UUID) -> Sequence[Attention]:
        """Read those of one request."""
        rows = await self.connection.fetch(SQL["open_of_request"], request_id)
        return [attention_of(row) for row in rows]
