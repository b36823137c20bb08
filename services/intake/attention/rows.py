"""From rows to who needs a person."""

import asyncpg

from services.intake.attention.model import Attention, AttentionId, AttentionReason
from shared.contracts.event import known


def attention_of(row: asyncpg.Record) -> Attention:
    """Read one line."""
    return Attention(
        id=AttentionId(row["id"]),
        request_id=row["request_id"],
        reason=known(AttentionReason, row["reason"]) or AttentionReason.OTHER,
        raised_at=row["raised_at"],
        due_at=row["due_at"],
        taken_by=row["taken_by"],
    )
