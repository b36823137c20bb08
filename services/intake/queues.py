"""What intake listens to; the deploy step declares these."""

from shared.answered_letters import answers_to
from shared.contracts import matching as said
from shared.contracts.event import Event
from shared.messaging.topology import WorkQueue


def _types(*kinds: type[Event]) -> tuple[str, ...]:
    return tuple(kind.event_type for kind in kinds)


_ONCE_ALONE = _types(
    said.MatchProposed,
    said.MatchDeclined,
    said.MatchExpired,
    said.VolunteerMatched,
    said.MatchAccessIssued,
    said.MatchWithdrawn,
    said.RequestUnmatched,
    said.AssignmentCompleted,
)
"""Types that had a queue each."""

_NEVER_ALONE = _types(
    said.RequestSearchReported,
    said.SupplyReported,
    said.RequestAssignmentRefused,
    said.RequestReferralRefused,
)

MATCHES = WorkQueue(
    "intake",
    "matches",
    (*_ONCE_ALONE, *_NEVER_ALONE),
    former=tuple(f"intake.{name}" for name in _ONCE_ALONE),
)

DELIVERIES = answers_to("intake")

QUEUES: tuple[WorkQueue, ...] = (MATCHES, DELIVERIES)
