"""What somebody close to the one who asked sees of a request."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.requests.rules.steps import Step


@dataclass(frozen=True, slots=True)
class Followed:
    """How far a request is and since when: no name, no place, nothing of what is asked for."""

    step: Step | None
    """None of one that ended without help."""
    received_at: datetime
    taken_at: datetime | None
    """Since when somebody sees to it; None where nobody does now."""
    done_at: datetime | None
    is_over: bool
    heard_by: datetime | None = None
    """By when the one who asked hears from us; None where they heard, or nothing is promised."""
