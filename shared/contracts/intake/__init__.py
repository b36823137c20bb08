"""What intake says: requests from the first word to closed, and who of the staff is signed in."""

from shared.contracts.event import Event
from shared.contracts.intake.activation import ActivationChanged
from shared.contracts.intake.calls import (
    CallLogged,
    CallMissed,
    CallMissedReturned,
)
from shared.contracts.intake.commands import (
    RequestAssignmentRequested,
    RequestReferralRequested,
    RequestWideningRequested,
)
from shared.contracts.intake.organisations import (
    OrganisationInvited,
    OrganisationReachChanged,
)
from shared.contracts.intake.referrals import (
    ReferralLinkIssued,
    RequestReferred,
)
from shared.contracts.intake.requests import (
    FeedbackReceived,
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
    RequestEscalated,
    RequestLinked,
    RequestReopened,
    RequestUnlinked,
    RequestUpdated,
    SaysNeed,
)
from shared.contracts.intake.sessions import (
    StaffSessionClosed,
    StaffSessionOpened,
)

EVENTS: tuple[type[Event], ...] = (
    RequestCreated,
    RequestEscalated,
    RequestUpdated,
    RequestReopened,
    RequestLinked,
    RequestUnlinked,
    FeedbackReceived,
    RequestCancelled,
    RequestCompleted,
    RequestClosed,
    RequestAssignmentRequested,
    RequestWideningRequested,
    RequestReferralRequested,
    RequestReferred,
    ReferralLinkIssued,
    CallLogged,
    CallMissed,
    CallMissedReturned,
    StaffSessionOpened,
    StaffSessionClosed,
    OrganisationInvited,
    OrganisationReachChanged,
    ActivationChanged,
)

__all__ = [
    "EVENTS",
    "ActivationChanged",
    "CallLogged",
    "CallMissed",
    "CallMissedReturned",
    "FeedbackReceived",
    "OrganisationInvited",
    "OrganisationReachChanged",
    "ReferralLinkIssued",
    "RequestAssignmentRequested",
    "RequestCancelled",
    "RequestClosed",
    "RequestCompleted",
    "RequestCreated",
    "RequestEscalated",
    "RequestLinked",
    "RequestReferralRequested",
    "RequestReferred",
    "RequestReopened",
    "RequestUnlinked",
    "RequestUpdated",
    "RequestWideningRequested",
    "SaysNeed",
    "StaffSessionClosed",
    "StaffSessionOpened",
]
