"""Say before somebody sends whether anybody reads it now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.intake.phone_hours.model import Hours, PhoneStands
from services.intake.phone_hours.rules import stands


@dataclass(frozen=True, slots=True)
class TellHours:
    """The hours of the network's phone, at this moment."""

    hours: Hours
    now: Callable[[], datetime]
    """The network's time."""

    def phone(self) -> PhoneStands:
        """Say how the phone stands now."""
        return stands(self.hours, self.now())
