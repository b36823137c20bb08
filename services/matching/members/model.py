"""What a member sees of their own membership."""

from dataclasses import dataclass
from datetime import datetime

from services.matching.volunteers.model import VolunteerState


@dataclass(frozen=True, slots=True)
class Membership:
    """How a member stands, and what waits for them."""

    state: VolunteerState
    paused_until: datetime | None
    is_readable: bool
    """Else nobody can write to them before they say anew how they are reached."""
    asked: int
    """Proposals that wait for their answer."""
    held: int
    """Tasks that they accepted."""
