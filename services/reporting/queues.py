"""What reporting listens to: every fact, in one queue, so that many can be stored at once."""

from shared.contracts.wire import FACTS
from shared.messaging.topology import WorkQueue

FACTS_QUEUE = WorkQueue(
    "reporting", "facts", tuple(kind.event_type for kind in FACTS), keeps_later=True
)

QUEUES: tuple[WorkQueue, ...] = (FACTS_QUEUE,)
