"""What matching listens to; the deploy step declares these."""

from shared.answered_letters import answers_to
from shared.contracts.intake import (
    ActivationChanged,
    OrganisationInvited,
    OrganisationReachChanged,
    ReferralLinkIssued,
    RequestAssignmentRequested,
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
    RequestReferralRequested,
    RequestReopened,
    RequestUpdated,
    RequestWideningRequested,
    StaffSessionClosed,
)
from shared.contracts.rights import RightRequested
from shared.messaging.topology import WorkQueue

_REQUESTS: tuple[str, ...] = tuple(
    kind.event_type for kind in (RequestCreated, RequestCancelled, RequestCompleted, RequestClosed)
)
_WISHES: tuple[str, ...] = (
    RequestAssignmentRequested.event_type,
    RequestWideningRequested.event_type,
    RequestReferralRequested.event_type,
    ReferralLinkIssued.event_type,
)
_CORRECTIONS: tuple[str, ...] = (RequestUpdated.event_type, RequestReopened.event_type)
_CLOSED = StaffSessionClosed.event_type

REQUESTS = WorkQueue(
    "matching",
    "requests",
    (*_REQUESTS, *_WISHES, *_CORRECTIONS, RightRequested.event_type),
    former=tuple(f"matching.{name}" for name in _REQUESTS),
)
STAFF_SESSIONS = WorkQueue(
    "matching",
    "staff_sessions",
    (_CLOSED, ActivationChanged.event_type),
    former=(f"matching.{_CLOSED}",),
)
"""What is rarely said: whose session ended, and how the network stands."""

ORGANISATIONS = WorkQueue(
    "matching",
    "organisations",
    (OrganisationInvited.event_type, OrganisationReachChanged.event_type),
)

DELIVERIES = answers_to("matching")

QUEUES: tuple[WorkQueue, ...] = (REQUESTS, STAFF_SESSIONS, ORGANISATIONS, DELIVERIES)
