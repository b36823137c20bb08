"""What intake listens to; the deploy step declares these."""

from shared.answered_letters import answers_to
from shared.contracts import matching as said
from shared.contracts.event import Event
from shared.contracts.notify import EndpointSwitchedOff
from shared.contracts.rights import RightAnswered
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
    said.RequestWidened,
    said.RequestWideningRefused,
    said.RequestReferralRefused,
    said.PartnerListed,
    said.PartnerLeft,
    said.PartnerCapacityLapsing,
    said.PartnerCapacityReported,
    said.PartnerPaused,
    said.PartnerResumed,
)

REFERRALS: tuple[type[said.SaysReferral], ...] = (
    said.ReferralSent,
    said.ReferralReminded,
    said.ReferralAccepted,
    said.ReferralDeclined,
    said.ReferralAskedBack,
    said.ReferralAnswered,
    said.ReferralExpired,
    said.ReferralInProgress,
    said.ReferralCompleted,
    said.ReferralHandedOn,
    said.ReferralReturned,
    said.ReferralWithdrawn,
)
"""All that is said of a referral: it is followed alike."""

MATCHES = WorkQueue(
    "intake",
    "matches",
    (*_ONCE_ALONE, *_NEVER_ALONE, *_types(*REFERRALS)),
    former=tuple(f"intake.{name}" for name in _ONCE_ALONE),
)

DELIVERIES = answers_to("intake", EndpointSwitchedOff, RightAnswered)

QUEUES: tuple[WorkQueue, ...] = (MATCHES, DELIVERIES)
