"""From rows to lines of the board."""

import asyncpg

from services.intake.board.model import BoardLine
from services.intake.requests.model import RequestId, State
from services.intake.requests.rows import unmatched_of
from shared.contracts.words import Category, Urgency


def board_line_of(row: asyncpg.Record) -> BoardLine:
    """Read a line of the board."""
    return BoardLine(
        id=RequestId(row["id"]),
        reference=row["reference"],
        state=State(row["state"]),
        category=Category(row["category"]),
        urgency=Urgency(row["urgency"]),
        municipality=row["municipality"],
        waiting=row["waiting"],
        unmatched=unmatched_of(row),
    )
