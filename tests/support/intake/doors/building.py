"""A door with limits that a test sets."""

from dataclasses import dataclass

from services.intake.doors.model import Caps, Limits
from services.intake.doors.use_cases import KeepDoor, LetterBudget

IMPORT_PASS = "what our staff show"
MANY = Limits(Caps(an_hour=10**6, a_day=10**6), letters_an_hour=10**6)
"""For tests that are about something else and ask again and again."""
LIMITS = Limits(Caps(an_hour=3, a_day=5), letters_an_hour=100)


@dataclass
class FakeLetterCounts:
    """So many letters as the test says."""

    sent: int = 0

    async def this_hour(self, most_each: int) -> int:
        assert most_each > 0
        return self.sent


def door(limits: Limits = LIMITS, sent: int = 0) -> KeepDoor:
    """Give a door; `sent` letters are counted when it looks."""
    return KeepDoor(limits, LetterBudget(FakeLetterCounts(sent), limits), IMPORT_PASS)
