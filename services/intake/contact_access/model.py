"""A one-time link to contact data, and what a visitor gets by it."""

from dataclasses import dataclass
from enum import StrEnum

from services.intake.requests.model import MatchId, RequestId, VolunteerId


class View(StrEnum):
    """What a visitor of the contact page gets."""

    UNKNOWN = "unknown"
    MOMENT = "moment"
    BUTTON = "button"
    CONTACT = "contact"
    USED = "used"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    CLOSED = "closed"
    """It is not theirs any more; the page of the task says why."""


@dataclass(frozen=True, slots=True)
class ContactLink:
    """A one-time link as stored, with how its assignment stands.

    `bound` says whether the asking browser is the one that used the link.
    """

    match_id: MatchId
    request_id: RequestId
    volunteer_id: VolunteerId
    used: bool = False
    expired: bool = False
    assigned: bool = False
    over: View | None = None
    """What is shown now that it is."""
    bound: bool = False
