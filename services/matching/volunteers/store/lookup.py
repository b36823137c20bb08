"""Who is meant, for a tool that is given an id or a roster number."""

from services.matching.volunteers.model import VolunteerId
from services.matching.volunteers.store.queries import SQL
from shared.postgres.types import Pool


async def find_volunteer(pool: Pool, who: str) -> VolunteerId | None:
    """Find somebody by id or roster number."""
    found = await pool.fetchval(SQL["find_volunteer"], who)
    return VolunteerId(found) if found else None
