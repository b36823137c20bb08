"""Who may see the contact page, and what everybody else sees instead."""

from dataclasses import dataclass
from enum import StrEnum

from services.intake.domain.model import MatchId, RequestId, VolunteerId


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


def view_of(link: ContactLink | None) -> View:
    """Decide; an assignment that is over shows nothing, whoever asks."""
    if link is None:
        return View.UNKNOWN
    cases = (
        (link.over, View.CLOSED),
        (not link.assigned, View.MOMENT),
        (link.bound, View.CONTACT),
        (link.used, View.USED),
        (link.expired, View.EXPIRED),
    )
    return next((view for applies, view in cases if applies), View.BUTTON)
