"""One-time links to contact data, and who looked."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services.intake.contact_access.model import ContactLink, View
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresContacts:
    """Implements the port `Contacts`."""

    connection: Connection

    async def keep_link(self, link: ContactLink, token_hash: str, expires_at: datetime) -> None:
        """Insert once."""
        await self.connection.execute(
            SQL["keep_contact_link"],
            token_hash,
            link.match_id,
            link.request_id,
            link.volunteer_id,
            expires_at,
        )

    async def link(self, token_hash: str, browser_hash: str) -> ContactLink | None:
        """Read link, assignment and binding by one statement, so that they agree."""
        row = await self.connection.fetchrow(SQL["read_contact_link"], token_hash, browser_hash)
        if row is None:
            return None
        known = dict(row)
        over = known.pop("over")
        return ContactLink(**known, over=View(over) if over else None)

    async def use_link(self, token_hash: str, browser_hash: str) -> bool:
        """Win or lose by one conditional update."""
        row = await self.connection.fetchrow(SQL["use_contact_link"], token_hash, browser_hash)
        return row is not None

    async def note_view(self, link: ContactLink) -> None:
        """Insert an audit row."""
        await self.connection.execute(
            SQL["note_view"], link.request_id, link.match_id, link.volunteer_id
        )

    async def note_look(self, request_id: RequestId, staff_id: StaffId, reason: str) -> None:
        """Insert an audit row."""
        await self.connection.execute(SQL["note_look"], request_id, staff_id, reason)
