"""What notify listens to; the deploy step declares these."""

from shared.contracts.intake import ActivationChanged, StaffSessionClosed
from shared.contracts.matching import PartnerLeft
from shared.contracts.notify import NotificationRecalled, NotificationRequested
from shared.contracts.partner_news import PARTNER_TYPES
from shared.contracts.rights import RightRequested
from shared.messaging.topology import WorkQueue

_REQUESTED = NotificationRequested.event_type
_CLOSED = StaffSessionClosed.event_type

NOTIFICATIONS = WorkQueue(
    "notify",
    "notifications",
    (_REQUESTED, NotificationRecalled.event_type, RightRequested.event_type),
    former=(f"notify.{_REQUESTED}",),
)
PARTNER_NEWS = WorkQueue(
    "notify",
    "partner_news",
    (*PARTNER_TYPES, PartnerLeft.event_type),
    former=("notify.partners",),
)
STAFF_SESSIONS = WorkQueue(
    "notify",
    "staff_sessions",
    (_CLOSED, ActivationChanged.event_type),
    former=(f"notify.{_CLOSED}",),
)
"""What is rarely said: whose session ended, and how the network stands."""

QUEUES: tuple[WorkQueue, ...] = (NOTIFICATIONS, PARTNER_NEWS, STAFF_SESSIONS)
