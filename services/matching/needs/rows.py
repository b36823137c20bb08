"""A row of `needs` becomes a need."""

import asyncpg

from services.matching.needs.model import Need, NeedState, RequestId
from shared.activation import Activation
from shared.contracts.words import UnmatchedReason


def need_of(row: asyncpg.Record) -> Need | None:
    """Read a need; None for one that ended before its details were heard."""
    if row["service_line"] is None:
        return None
    return Need(
        request_id=RequestId(row["request_id"]),
        service_line=row["service_line"],
        category_code=row["category"],
        urgency_code=row["urgency"],
        municipality=row["municipality"],
        postal_code=row["postal_code"],
        language_code=row["language"],
        volunteer_allowed=row["volunteer_allowed"],
        activation=Activation(row["activation_id"], row["exercise"]),
        state=NeedState(row["state"]),
        version=row["version"],
        reason=UnmatchedReason(row["reason"]) if row["reason"] else None,
        series_id=row["series_id"],
        cause=row["cause"],
        channel=row["channel"],
        min_vetting=row["min_vetting"],
        person=row["person"],
        not_for=tuple(row["not_for"]),
        standing_number=row["standing_number"],
        request_version=row["request_version"],
    )
