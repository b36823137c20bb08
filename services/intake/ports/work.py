"""All rooms in one transaction: for the composition root and the store's contract only."""

from typing import Protocol

from services.intake.ports.contacts import WithContacts
from services.intake.ports.drafts import WithDrafts
from services.intake.ports.requests import WithRequests
from services.intake.ports.staff import WithStaff
from services.intake.ports.submissions import WithSubmissions
from shared.work import Publishes, Receives


class Work(
    WithContacts,
    WithDrafts,
    WithSubmissions,
    WithRequests,
    WithStaff,
    Receives,
    Publishes,
    Protocol,
):
    """What all use cases together need of a transaction; each asks for its part only."""
