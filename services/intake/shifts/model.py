"""What somebody of the staff does at this moment, as they say themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.intake.staff.model import StaffId


class Doing(StrEnum):
    """What they do; whoever said nothing does not work now."""

    AT_PHONE = "at_phone"
    """They answer calls."""
    ON_DUTY = "on_duty"
    """They work, and do not answer."""
    ON_BREAK = "on_break"


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who does what now: nobody's hours, only this moment."""

    now: Mapping[StaffId, Doing]
    is_missed: bool = False
    """The phone is to be answered at this hour, and nobody does."""

    def count(self, doing: str) -> int:
        """Count those who do it."""
        return sum(each == doing for each in self.now.values())

    @property
    def answering(self) -> int:
        """Count those who answer: what the opening of the network's phone rests on."""
        return self.count(Doing.AT_PHONE)
