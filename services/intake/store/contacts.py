"""Assignments, one-time links to contact data, and who looked."""

from datetime import datetime

from services.intake.domain.model import Assignment, MatchId, RequestId, VolunteerId
from services.intake.domain.visiting import ContactLink
from services.intake.store.connected import SQL, Connected


class ContactRows(Connected):
    """Implements the port `ContactWork`."""

    async def assignment(self, request_id: RequestId) -> Assignment | None:
        """Read the open one and unseal its word."""
        row = await self.connection.fetchrow(SQL["read_assignment"], request_id)
        if row is None:
            return None
        sealed = {"code_word": row["code_word"]}
        clear = await self.vault.unseal(self.connection, f"request/{request_id}", sealed)
        return Assignment(MatchId(row["match_id"]), clear["code_word"])

    async def open_assignment(
        self, request_id: RequestId, assignment: Assignment, volunteer_id: VolunteerId
    ) -> None:
        """Insert; a unique index refuses a second open one."""
        clear = {"code_word": assignment.code_word}
        sealed = await self.vault.seal(self.connection, f"request/{request_id}", clear)
        await self.connection.execute(
            SQL["open_assignment"],
            request_id,
            assignment.match_id,
            volunteer_id,
            sealed["code_word"],
        )

    async def close_assignment(self, request_id: RequestId) -> None:
        """Note the time of the end."""
        await self.connection.execute(SQL["close_assignment"], request_id)

    async def keep_contact_link(
        self, link: ContactLink, token_hash: str, expires_at: datetime
    ) -> None:
        """Insert once."""
        await self.connection.execute(
            SQL["keep_contact_link"],
            token_hash,
            link.match_id,
            link.request_id,
            link.volunteer_id,
            expires_at,
        )

    async def contact_link(self, token_hash: str, browser_hash: str) -> ContactLink | None:
        """Read link, assignment and binding by one statement, so that they agree."""
        row = await self.connection.fetchrow(SQL["read_contact_link"], token_hash, browser_hash)
        if row is None:
            return None
        return ContactLink(
            match_id=MatchId(row["match_id"]),
            request_id=RequestId(row["request_id"]),
            volunteer_id=VolunteerId(row["volunteer_id"]),
            used=row["used"],
            expired=row["expired"],
            assigned=row["assigned"],
            over=row["over"],
            bound=row["bound"],
        )

    async def use_contact_link(self, token_hash: str, browser_hash: str) -> bool:
        """Win or lose by one conditional update."""
        row = await self.connection.fetchrow(SQL["use_contact_link"], token_hash, browser_hash)
        return row is not None

    async def note_view(self, link: ContactLink) -> None:
        """Insert an audit row."""
        await self.connection.execute(
            SQL["note_view"], link.request_id, link.match_id, link.volunteer_id
        )
