"""What intake listens to; the deploy step declares these."""

from shared.contracts.matching import (
    AssignmentCompleted,
    MatchAccessIssued,
    MatchDeclined,
    MatchExpired,
    MatchProposed,
    MatchWithdrawn,
    RequestAssignmentRefused,
    RequestReferralRefused,
    RequestSearchReported,
    RequestUnmatched,
    VolunteerMatched,
)
from shared.messaging.topology import WorkQueue

_ONCE_ALONE: tuple[str, ...] = tuple(
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
"""Types that had a queue each."""

_NEVER_ALONE: tuple[str, ...] = tuple(
    kind.event_type
    for kind in (RequestSearchReported, RequestAssignmentRefused, RequestReferralRefused)
)

MATCHES = WorkQueue(
    "intake",
    "matches",
    (*_ONCE_ALONE, *_NEVER_ALONE),
    former=tuple(f"intake.{name}" for name in _ONCE_ALONE),
)

QUEUES: tuple[WorkQueue, ...] = (MATCHES,)
