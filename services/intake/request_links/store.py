"""Links of requests on PostgreSQL."""

from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.intake.request_links.model import Followed
from services.intake.requests.model import Closure, RequestId, State
from services.intake.requests.rules.promises import AWAITED
from services.intake.requests.rules.steps import Care, Step, looked_along, step_of
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresRequestLinks:
    """Implements the port `RequestLinks`."""

    connection: Connection

    async def followed(self, token_hash: str) -> Followed | None:
        """Read by the hash of a link."""
        row = await self.connection.fetchrow(SQL["followed"], token_hash)
        return _followed(row) if row else None

    async def relative_links(self, request_id: RequestId) -> int:
        """Count rows."""
        return int(await self.connection.fetchval(SQL["count_relative_links"], request_id))

    async def add_relative_link(self, request_id: RequestId, token_hash: str) -> None:
        """Insert one hash."""
        await self.connection.execute(SQL["add_relative_link"], token_hash, request_id)

    async def revoke_relative_links(self, request_id: RequestId) -> None:
        """Delete the rows."""
        await self.connection.execute(SQL["revoke_relative_links"], request_id)

    async def of_person(self, reference: str, mark: str) -> RequestId | None:
        """Read one id or none."""
        found = await self.connection.fetchval(SQL["request_of_person"], reference, mark)
        return RequestId(found) if found else None


def _followed(row: asyncpg.Record) -> Followed:
    closure = Closure(row["closure"]) if row["closure"] else None
    state, care = State(row["state"]), Care(row["by_staff"], row["taken_at"] is not None)
    step = looked_along(step_of(state, closure, care, was_asked=False))
    return Followed(
        step=step,
        received_at=row["created_at"],
        taken_at=row["taken_at" if care.by_staff else "found_at"],
        done_at=row["changed_at"] if step is Step.DONE else None,
        is_over=closure is not None,
        heard_by=row["heard_by"] if state in AWAITED else None,
    )
