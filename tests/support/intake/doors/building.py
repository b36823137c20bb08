"""A door with limits that a test sets."""

from dataclasses import dataclass, field, replace
from itertools import count

from services.intake.doors.adapters import ArrivalsInMemory
from services.intake.doors.model import Caps, Challenge, Floods, Limits
from services.intake.doors.rules import read_proof
from services.intake.doors.use_cases import KeepDoor, LetterBudget
from tests.support.intake.building import NOW, Drawn

IMPORT_PASS = "what our staff show"
FEW_BITS = Floods(from_one_in_10_min=4, in_all_a_minute=100, bits=6, most_bits=9, hasty_seconds=4)
MANY = Limits(
    same_person=Caps(an_hour=10**6, a_day=10**6),
    letters_an_hour=10**6,
    floods=replace(FEW_BITS, from_one_in_10_min=10**6, in_all_a_minute=10**6),
)
"""For tests that are about something else and ask again and again."""
LIMITS = Limits(same_person=Caps(an_hour=3, a_day=5), letters_an_hour=100, floods=FEW_BITS)


@dataclass
class FakeLetterCounts:
    """So many letters as the test says."""

    sent: int = 0

    async def this_hour(self, most_each: int) -> int:
        assert most_each > 0
        return self.sent


@dataclass
class FakeUsedProofs:
    """Proofs in memory."""

    used: dict[str, str] = field(default_factory=dict)

    async def use(self, identity: str, used_by: str) -> bool:
        return self.used.setdefault(identity, used_by) == used_by


def solve(challenge: Challenge) -> str:
    """Do the work as a browser does."""
    for number in count():
        proof = read_proof(f"{challenge.text}:{number}")
        if proof and proof.is_solved:
            return proof.whole
    raise AssertionError


def door(limits: Limits = LIMITS, sent: int = 0) -> KeepDoor:
    """Give a door; `sent` letters are counted when it looks."""
    budget = LetterBudget(FakeLetterCounts(sent), limits)
    arrivals = ArrivalsInMemory(lambda: 0)
    return KeepDoor(
        limits, budget, arrivals, FakeUsedProofs(), Drawn().chance(), lambda: NOW, IMPORT_PASS
    )
