"""Rows become wishes as coordinators see them."""

import asyncpg

from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from services.intake.wishes.model import Ask, AssignmentWish, SentWish, WishId
from shared.contracts.ask_words import AskManner, OverrideReason
from shared.contracts.event import known


def sent_wish_of(row: asyncpg.Record) -> SentWish:
    """Read one; from before there were manners all were asked beside the others."""
    return SentWish(
        id=WishId(row["id"]),
        volunteer_number=row["volunteer_number"],
        answer=row["answer"],
        manner=known(AskManner, row["manner"]) or AskManner.BESIDE,
        overrides=tuple(row["overrides"]),
        due_at=row["due_at"],
    )


def wish_of(row: asyncpg.Record) -> AssignmentWish:
    """Read one that has not left."""
    heard_by, reason = row["heard_by"], row["reason"]
    ask = Ask(
        volunteer_number=row["volunteer_number"],
        manner=AskManner(row["manner"]),
        heard_by=StaffId(heard_by) if heard_by else None,
        overrides=tuple(row["overrides"]),
        reason=OverrideReason(reason) if reason else None,
    )
    return AssignmentWish(
        WishId(row["id"]), RequestId(row["request_id"]), StaffId(row["staff_id"]), ask
    )
