"""Links by which people look after their own membership: hashes only."""

from dataclasses import dataclass
from datetime import timedelta

from services.matching.volunteers.model import VolunteerId
from services.matching.volunteers.store.queries import SQL
from shared.postgres.types import Connection


@dataclass(frozen=True, slots=True)
class PostgresMemberLinks:
    """Implements the port `MemberLinks`."""

    connection: Connection

    async def keep(self, volunteer_id: VolunteerId, token_hash: str, lifetime: timedelta) -> bool:
        """Insert unless the hour's or the day's limit is reached, and let earlier links expire."""
        kept = await self.connection.fetchval(
            SQL["keep_member_link"], volunteer_id, token_hash, lifetime
        )
        if kept is not None:
            await self.connection.execute(SQL["expire_earlier_links"], volunteer_id, token_hash)
        return kept is not None

    async def whose(self, token_hash: str) -> VolunteerId | None:
        """Read by the hash."""
        found = await self.connection.fetchval(SQL["whose_member_link"], token_hash)
        return VolunteerId(found) if found else None
