"""What notify listens to; the deploy step declares these."""

from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
    StaffSessionClosed,
    StaffSessionOpened,
)
from shared.contracts.matching import (
    ActivityLogged,
    AssignmentCompleted,
    MatchWithdrawn,
    RequestUnmatched,
    VolunteerMatched,
)
from shared.contracts.notify import NotificationRequested
from shared.messaging.topology import WorkQueue

PARTNER_TYPES: tuple[str, ...] = tuple(
    kind.event_type
    for kind in (
        RequestCreated,
        RequestCancelled,
        RequestCompleted,
        RequestClosed,
        RequestUnmatched,
        VolunteerMatched,
        MatchWithdrawn,
        AssignmentCompleted,
        ActivityLogged,
    )
)
"""What a partner may subscribe to: nothing about sessions, access, or our own messages."""

REQUESTED = WorkQueue.of("notify", NotificationRequested.event_type)
PARTNERS = WorkQueue("notify", "partners", PARTNER_TYPES)
SESSION_OPENED = WorkQueue.of("notify", StaffSessionOpened.event_type)
SESSION_CLOSED = WorkQueue.of("notify", StaffSessionClosed.event_type)

QUEUES: tuple[WorkQueue, ...] = (REQUESTED, PARTNERS, SESSION_OPENED, SESSION_CLOSED)
