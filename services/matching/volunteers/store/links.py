"""Links that were mailed to volunteers: hashes only, and not many of a kind."""

from datetime import timedelta
from typing import Literal

from services.matching.volunteers.model import VolunteerId
from services.matching.volunteers.rules import may_send_link
from services.matching.volunteers.store.queries import SQL
from shared.postgres.types import Connection

Kind = Literal["confirmation", "member_link"]


async def keep_link(
    connection: Connection,
    kind: Kind,
    volunteer_id: VolunteerId,
    token_hash: str,
    lifetime: timedelta,
) -> bool:
    """Insert unless there were many lately, and let earlier ones of the kind expire."""
    lately = await connection.fetch(SQL[f"{kind}_ages"], volunteer_id)
    if not may_send_link([row["age"] for row in lately]):
        return False
    await connection.execute(SQL[f"keep_{kind}"], volunteer_id, token_hash, lifetime)
    await connection.execute(SQL[f"expire_earlier_{kind}s"], volunteer_id, token_hash)
    return True
