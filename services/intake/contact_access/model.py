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
    CLOSED = "closed"


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
    over: bool = False
    bound: bool = False
