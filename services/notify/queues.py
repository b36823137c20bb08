"""What notify listens to; the deploy step declares these."""

from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
    StaffSessionClosed,
)
from shared.contracts.matching import (
    ActivityLogged,
    AssignmentCompleted,
    MatchWithdrawn,
    RequestUnmatched,
    VolunteerMatched,
)
from shared.contracts.notify import NotificationRecalled, NotificationRequested
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

_REQUESTED = NotificationRequested.event_type
_CLOSED = StaffSessionClosed.event_type

NOTIFICATIONS = WorkQueue(
    "notify",
    "notifications",
    (_REQUESTED, NotificationRecalled.event_type),
    former=(f"notify.{_REQUESTED}",),
)
PARTNER_NEWS = WorkQueue("notify", "partner_news", PARTNER_TYPES, former=("notify.partners",))
STAFF_SESSIONS = WorkQueue("notify", "staff_sessions", (_CLOSED,), former=(f"notify.{_CLOSED}",))

QUEUES: tuple[WorkQueue, ...] = (NOTIFICATIONS, PARTNER_NEWS, STAFF_SESSIONS)
