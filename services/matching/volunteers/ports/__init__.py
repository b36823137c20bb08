"""Who helps: the roster, how they are when they are asked, and what waits for them."""

from services.matching.volunteers.ports.helpers import Helpers, Waiting, WithHelpers, WithWaiting
from services.matching.volunteers.ports.roster import (
    AddressTakenError,
    DueApplicants,
    FormerHashes,
    MemberLinks,
    UnreadableVolunteerError,
    Volunteers,
    WithFormerHashes,
    WithMemberLinks,
    WithVolunteers,
)
from services.matching.volunteers.ports.works import (
    EnrollingWork,
    LinkWork,
    SignUpWork,
    StandingWork,
)

__all__ = [
    "AddressTakenError",
    "DueApplicants",
    "EnrollingWork",
    "FormerHashes",
    "Helpers",
    "LinkWork",
    "MemberLinks",
    "SignUpWork",
    "StandingWork",
    "UnreadableVolunteerError",
    "Volunteers",
    "Waiting",
    "WithFormerHashes",
    "WithHelpers",
    "WithMemberLinks",
    "WithVolunteers",
    "WithWaiting",
]
