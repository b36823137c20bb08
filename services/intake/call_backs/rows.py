"""From rows to who rings now."""

import asyncpg

from services.intake.call_backs.model import Ringing


def ringing_of(row: asyncpg.Record) -> Ringing | None:
    """Read by which call a line was taken last; of a call that was forgotten nothing is known."""
    if not row["call_id"] or not row["pressed_at"]:
        return None
    return Ringing(row["call_id"], row["holder"], row["pressed_at"], row["is_over"])
