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

PROPOSED = WorkQueue.of("intake", MatchProposed.event_type)
DECLINED = WorkQueue.of("intake", MatchDeclined.event_type)
EXPIRED = WorkQueue.of("intake", MatchExpired.event_type)
MATCHED = WorkQueue.of("intake", VolunteerMatched.event_type)
ACCESS_ISSUED = WorkQueue.of("intake", MatchAccessIssued.event_type)
WITHDRAWN = WorkQueue.of("intake", MatchWithdrawn.event_type)
UNMATCHED = WorkQueue.of("intake", RequestUnmatched.event_type)
COMPLETED = WorkQueue.of("intake", AssignmentCompleted.event_type)

QUEUES: tuple[WorkQueue, ...] = (
    PROPOSED,
    DECLINED,
    EXPIRED,
    MATCHED,
    ACCESS_ISSUED,
    WITHDRAWN,
    UNMATCHED,
    COMPLETED,
)
