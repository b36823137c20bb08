"""All rooms in one transaction: for the composition root and the store's contract only."""

from typing import Protocol

from services.matching.ports.needs import WithNeeds
from services.matching.ports.proposals import WithMatches, WithProposals
from services.matching.ports.volunteers import WithHelpers, WithVolunteers, WithWaiting
from shared.web.sessions import WithSessions
from shared.work import Publishes, Receives, ReceivesBatches


class Work(
    WithProposals,
    WithMatches,
    WithWaiting,
    WithNeeds,
    WithVolunteers,
    WithHelpers,
    WithSessions,
    Receives,
    ReceivesBatches,
    Publishes,
    Protocol,
):
    """What all use cases together need of a transaction; each asks for its part only."""
