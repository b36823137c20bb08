"""What somebody close to the one who asked sees of a request."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.requests.rules.steps import Step


@dataclass(frozen=True, slots=True)
class Followed:
    """How far a request is and since when: no name, no place, nothing of what is asked for."""

    step: Step | None
    """None of one that goes another way, or ended without help."""
    received_at: datetime
    found_at: datetime | None
    """None where nobody helps now."""
    done_at: datetime | None
    is_over: bool
