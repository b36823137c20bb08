"""Somebody's word that an organisation may be asked to help them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

CONSENT_WORDS: Final = "2026-11-30"
"""Names the words by which it is asked now; a test holds it to them."""
OWN_PAGE: Final = "own_page"
"""They said it on the page of their request; else it was said as the request came in."""
COORDINATOR: Final = "coordinator"
"""They told a coordinator who asked them."""


@dataclass(frozen=True, slots=True)
class ReferralConsent:
    """What they said last, how they were asked, and by which words."""

    said_yes: bool
    way: str
    """A channel, or one of the ways above."""
    words: str = CONSENT_WORDS
    staff_id: UUID | None = None
    """Who of the staff asked them; None where nobody did."""
    at: datetime | None = None
    """None: now."""
