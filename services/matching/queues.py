"""What matching listens to; the deploy step declares these."""

from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
    StaffSessionClosed,
    StaffSessionOpened,
)
from shared.messaging.topology import WorkQueue

CREATED = WorkQueue.of("matching", RequestCreated.event_type)
CANCELLED = WorkQueue.of("matching", RequestCancelled.event_type)
COMPLETED = WorkQueue.of("matching", RequestCompleted.event_type)
CLOSED = WorkQueue.of("matching", RequestClosed.event_type)
SESSION_OPENED = WorkQueue.of("matching", StaffSessionOpened.event_type)
SESSION_CLOSED = WorkQueue.of("matching", StaffSessionClosed.event_type)

QUEUES: tuple[WorkQueue, ...] = (
    CREATED,
    CANCELLED,
    COMPLETED,
    CLOSED,
    SESSION_OPENED,
    SESSION_CLOSED,
)
