"""Rows become referrals, and how they are shown."""

from dataclasses import fields
from typing import Final

import asyncpg

from services.matching.referrals.model import Following, Referral, ReferralState, Shown
from shared.postgres.queries import columns

_READ: Final = frozenset({"state", "passes_on"})
_AS_STORED: Final = tuple(field.name for field in fields(Referral) if field.name not in _READ)


def referral_of(row: asyncpg.Record) -> Referral:
    """Read one."""
    passes_on = row["passes_on"]
    return Referral(
        **columns(row, *_AS_STORED),
        state=ReferralState(row["state"]),
        passes_on=Following(passes_on) if passes_on else None,
    )


def shown_of(row: asyncpg.Record) -> Shown:
    """Read one with what it is about."""
    names = ("organisation", "urgency", "municipality", "sent_at", "is_reserved")
    return Shown(referral_of(row), **columns(row, *names))
