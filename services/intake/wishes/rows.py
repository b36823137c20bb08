"""Rows become wishes as coordinators see them."""

import asyncpg

from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from services.intake.wishes.model import (
    WIDENING,
    Ask,
    AssignmentWish,
    DueWish,
    SentWish,
    Widening,
    WideningWish,
    WishId,
)
from shared.contracts.ask_words import AskManner, OverrideReason
from shared.contracts.event import known


def sent_wish_of(row: asyncpg.Record) -> SentWish:
    """Read one; from before there were manners all were asked beside the others."""
    widening = _widening_of(row) if row["manner"] == WIDENING else None
    return SentWish(
        id=WishId(row["id"]),
        volunteer_number=row["volunteer_number"],
        answer=row["answer"],
        manner=known(AskManner, row["manner"]) or AskManner.BESIDE,
        overrides=() if widening else tuple(row["overrides"]),
        due_at=row["due_at"],
        widening=widening,
        more=row["more"],
    )


def wish_of(row: asyncpg.Record) -> DueWish:
    """Read one that has not left."""
    wish_id, request_id = WishId(row["id"]), RequestId(row["request_id"])
    staff_id = StaffId(row["staff_id"])
    if row["manner"] == WIDENING:
        return WideningWish(wish_id, request_id, staff_id, _widening_of(row))
    heard_by, reason = row["heard_by"], row["reason"]
    ask = Ask(
        volunteer_number=row["volunteer_number"],
        manner=AskManner(row["manner"]),
        heard_by=StaffId(heard_by) if heard_by else None,
        overrides=tuple(row["overrides"]),
        reason=OverrideReason(reason) if reason else None,
    )
    return AssignmentWish(wish_id, request_id, staff_id, ask)


def _widening_of(row: asyncpg.Record) -> Widening:
    return Widening(tuple(row["overrides"]), row["reason"])
