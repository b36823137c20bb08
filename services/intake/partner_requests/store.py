"""Who made which request, on PostgreSQL."""

from dataclasses import dataclass
from pathlib import Path

from services.intake.partner_requests.model import Followed, Made, OrganisationId, Page
from services.intake.requests.model import Closure, State
from services.intake.staff.model import StaffId
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresPartnerRequests:
    """Implements the port `PartnerRequests`."""

    connection: Connection

    async def keep(self, made: Made) -> None:
        """Insert unless it is there."""
        await self.connection.execute(
            SQL["keep_partner_request"], made.organisation_id, made.request_id, made.by
        )

    async def followed(self, organisation_id: OrganisationId, by: StaffId, most: int) -> Page:
        """Read a row each, and one to know whether there are more."""
        rows = await self.connection.fetch(SQL["followed_requests"], organisation_id, by, most)
        lines = [
            Followed(
                reference=row["reference"],
                made_at=row["made_at"],
                is_own=row["is_own"],
                state=State(row["state"]),
                closure=Closure(row["closure"]) if row["closure"] else None,
                ended_at=row["ended_at"],
            )
            for row in rows[:most]
        ]
        return Page(lines, more=len(rows) > most)
