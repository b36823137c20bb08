"""What the use cases of the roster need of a transaction."""

from typing import Protocol

from services.matching.invitations.ports import WithInvitations
from services.matching.volunteers.ports.helpers import WithWaiting
from services.matching.volunteers.ports.roster import WithMemberLinks, WithVolunteers
from shared.work import Publishes


class StandingWork(WithVolunteers, Publishes, Protocol):
    """What saying how somebody stands needs of a transaction."""


class LinkWork(WithMemberLinks, WithVolunteers, Publishes, Protocol):
    """What sending somebody a link needs of a transaction."""


class EnrollingWork(WithWaiting, WithVolunteers, Publishes, Protocol):
    """What becoming a volunteer needs of a transaction."""


class SignUpWork(EnrollingWork, LinkWork, WithInvitations, Protocol):
    """What a form needs of a transaction, of somebody new, invited, or a member."""
