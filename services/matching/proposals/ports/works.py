"""What each use case needs of a transaction."""

from typing import Protocol

from services.matching.needs.ports import WithNeeds
from services.matching.proposals.ports.matches import WithMatches
from services.matching.proposals.ports.proposals import WithProposals
from services.matching.volunteers.ports import WithHelpers, WithVolunteers, WithWaiting
from shared.answered_letters import WithLetterBodies
from shared.work import Publishes, Receives, Stirs


class ChoosingWork(WithProposals, WithNeeds, WithHelpers, Publishes, Protocol):
    """What choosing needs of a transaction."""


class GivingUpWork(WithProposals, WithNeeds, Publishes, Protocol):
    """What giving a need up needs of a transaction."""


class MatchWork(WithMatches, WithWaiting, WithNeeds, WithVolunteers, Publishes, Protocol):
    """What changing a match needs of a transaction: its need stands otherwise, people are told."""


class ErasingWork(WithMatches, WithVolunteers, WithLetterBodies, Publishes, Protocol):
    """What erasing a volunteer needs of a transaction."""


class WishWork(MatchWork, WithProposals, WithHelpers, Receives, Protocol):
    """What asking the one volunteer whom a coordinator wishes for needs of a transaction."""


class EndingWork(MatchWork, Receives, Protocol):
    """What the end of a request needs of a transaction."""


class FailedLetterWork(MatchWork, WithLetterBodies, Receives, Protocol):
    """What ending what waited for a lost letter needs of a transaction."""


class CorrectingWork(MatchWork, WithProposals, WithHelpers, Receives, Stirs, Protocol):
    """What correcting or opening a need again asks of a transaction."""


class WithdrawingWork(WithMatches, WithWaiting, WithVolunteers, Publishes, Protocol):
    """What taking a match back needs of a transaction."""


class GrantingWork(WithMatches, WithVolunteers, Publishes, Protocol):
    """What issuing a link to the contact data needs of a transaction."""


class SearchingWork(WithMatches, WithNeeds, Protocol):
    """What searching on needs of a transaction."""


class WideningWork(WithProposals, WithNeeds, WithHelpers, Receives, Publishes, Stirs, Protocol):
    """What having more people asked needs of a transaction."""
