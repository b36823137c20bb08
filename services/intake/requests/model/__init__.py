"""What a request is: its state, what matching said of it, who helps, and letters about it."""

from services.intake.requests.model.consent import (
    CONSENT_WORDS,
    COORDINATOR,
    OWN_PAGE,
    ReferralConsent,
)
from services.intake.requests.model.letters import (
    RequestLetter,
    Template,
)
from services.intake.requests.model.progress import (
    WITH_THEM,
    Assignment,
    MatchId,
    Progress,
    Proposal,
    ProposalState,
    Referral,
    ReferralId,
    ReferralState,
    Said,
    Unmatched,
    VolunteerId,
)
from services.intake.requests.model.request import (
    HELPED,
    Circumstances,
    Closure,
    Contact,
    Promise,
    Relation,
    Request,
    RequestId,
    State,
    Task,
)

__all__ = [
    "CONSENT_WORDS",
    "COORDINATOR",
    "HELPED",
    "OWN_PAGE",
    "WITH_THEM",
    "Assignment",
    "Circumstances",
    "Closure",
    "Contact",
    "MatchId",
    "Progress",
    "Promise",
    "Proposal",
    "ProposalState",
    "Referral",
    "ReferralConsent",
    "ReferralId",
    "ReferralState",
    "Relation",
    "Request",
    "RequestId",
    "RequestLetter",
    "Said",
    "State",
    "Task",
    "Template",
    "Unmatched",
    "VolunteerId",
]
