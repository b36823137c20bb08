"""How long a member may pause, and what they are told of what is kept of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from services.matching.volunteers.model import Entry
from shared.reach_points import ReachKind
from shared.rights import Record

PAUSES: Final[Mapping[str, timedelta | None]] = {
    "week": timedelta(days=7),
    "two_weeks": timedelta(days=14),
    "month": timedelta(days=30),
    "three_months": timedelta(days=91),
    "open": None,
}
"""The choices of the page; the last goes on until they say so."""


def record_of(entry: Entry, since: date) -> Record:
    """Tell a volunteer what is kept of them; `since` is the day where they live."""
    volunteer, contact, offer = entry.volunteer, entry.contact, entry.volunteer.offer
    facts = {
        "name": contact.name if contact else "",
        "email": contact.address(ReachKind.EMAIL) if contact else "",
        "phone": contact.address(ReachKind.PHONE) if contact else "",
        "standing": volunteer.state,
        "since": since.isoformat(),
        "postal_code": offer.postal_code,
        "areas": " ".join(offer.areas),
        "languages": " ".join(offer.languages),
        "categories": " ".join(offer.categories),
        "weekly_cap": str(offer.weekly_cap),
        "asked": str(entry.asked),
        "accepted": str(entry.accepted),
    }
    return Record("volunteer", {name: str(value) for name, value in facts.items() if value})
