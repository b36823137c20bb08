"""Links by which people look after their own membership: hashes only."""

from dataclasses import dataclass
from datetime import timedelta

from services.matching.volunteers.model import VolunteerId
from services.matching.volunteers.store.links import keep_link
from services.matching.volunteers.store.queries import SQL
from shared.postgres.types import Connection


@dataclass(frozen=True, slots=True)
class PostgresMemberLinks:
    """Implements the port `MemberLinks`."""

    connection: Connection

    async def keep(self, volunteer_id: VolunteerId, token_hash: str, lifetime: timedelta) -> bool:
        """Keep it as every link."""
        return await keep_link(self.connection, "member_link", volunteer_id, token_hash, lifetime)

    async def whose(self, token_hash: str) -> VolunteerId | None:
        """Read by the hash."""
        found = await self.connection.fetchval(SQL["whose_member_link"], token_hash)
        return VolunteerId(found) if found else None
