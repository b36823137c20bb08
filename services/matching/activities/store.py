"""Activities on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from services.matching.activities.model import ActivityId, Listed, Logged, Wanted
from services.matching.activities.rows import logged_of, values_of
from services.matching.partners.model import OrganisationId
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresActivities:
    """Implements the port `Activities`."""

    connection: Connection

    async def first_day(self, activation_id: UUID) -> date:
        """Read when it was opened."""
        found: date = await self.connection.fetchval(SQL["activation_began"], activation_id)
        return found

    async def log(self, logged: Logged, key: UUID) -> ActivityId | None:
        """Insert, or find what was inserted."""
        new = await self.connection.fetchval(SQL["log_activity"], *values_of(logged, key))
        if new is not None:
            return None
        return await self.of_draft(OrganisationId(logged.organisation_id), key)

    async def of_draft(self, organisation_id: OrganisationId, key: UUID) -> ActivityId | None:
        """Look the key up."""
        found = await self.connection.fetchval(SQL["activity_of_draft"], organisation_id, key)
        return ActivityId(found) if found else None

    async def replace(self, organisation_id: OrganisationId, at: tuple[ActivityId, int]) -> bool:
        """Update the row of this number."""
        found = await self.connection.fetchval(SQL["replace_activity"], organisation_id, *at)
        return found is not None

    async def versions(
        self, organisation_id: OrganisationId, activity_id: ActivityId
    ) -> Sequence[Logged]:
        """Read its rows."""
        return await self._listed("versions_of_activity", organisation_id, activity_id)

    async def latest(self, organisation_id: OrganisationId, limit: int) -> Sequence[Logged]:
        """Read rows of the newest numbers."""
        return await self._listed("latest_activities", organisation_id, limit)

    async def of_all(self, wanted: Wanted, limit: int) -> Sequence[Listed]:
        """Read rows with the names of their organisations."""
        after = (wanted.after.day, wanted.after.id) if wanted.after else (None, None)
        rows = await self.connection.fetch(
            SQL["activities_of_all"],
            wanted.organisation_id,
            wanted.line,
            wanted.first,
            wanted.last,
            *after,
            limit,
        )
        return [Listed(row["organisation"], logged_of(row)) for row in rows]

    async def _listed(self, query: str, *of: object) -> Sequence[Logged]:
        return [logged_of(row) for row in await self.connection.fetch(SQL[query], *of)]
