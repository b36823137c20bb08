"""What intake listens to; the deploy step declares these."""

from shared.contracts.matching import (
    AssignmentCompleted,
    MatchAccessIssued,
    MatchDeclined,
    MatchExpired,
    MatchProposed,
    MatchWithdrawn,
    RequestUnmatched,
    VolunteerMatched,
)
from shared.messaging.topology import WorkQueue

_TYPES: tuple[str, ...] = tuple(
    kind.event_type
    for kind in (
        MatchProposed,
        MatchDeclined,
        MatchExpired,
        VolunteerMatched,
        MatchAccessIssued,
        MatchWithdrawn,
        RequestUnmatched,
        AssignmentCompleted,
    )
)

MATCHES = WorkQueue("intake", "matches", _TYPES, former=tuple(f"intake.{name}" for name in _TYPES))

QUEUES: tuple[WorkQueue, ...] = (MATCHES,)
