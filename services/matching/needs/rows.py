"""A row of `needs` becomes a need."""

from dataclasses import fields

import asyncpg

from services.matching.needs.model import Need, NeedState
from shared.activation import Activation
from shared.contracts.words import UnmatchedReason

_READ = {
    "category_code",
    "also_codes",
    "urgency_code",
    "language_code",
    "activation",
    "state",
    "reason",
    "not_for",
    "widened",
}
_AS_STORED = tuple(field.name for field in fields(Need) if field.name not in _READ)


def need_of(row: asyncpg.Record) -> Need | None:
    """Read a need; None for one that ended before its details were heard."""
    if row["service_line"] is None:
        return None
    return Need(
        **{name: row[name] for name in _AS_STORED},
        category_code=row["category"],
        also_codes=tuple(row["also"]),
        urgency_code=row["urgency"],
        language_code=row["language"],
        activation=Activation(row["activation_id"], row["exercise"]),
        state=NeedState(row["state"]),
        reason=UnmatchedReason(row["reason"]) if row["reason"] else None,
        not_for=tuple(row["not_for"]),
        widened=tuple(row["widened"]),
    )
