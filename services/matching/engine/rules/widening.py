"""How much further a search goes that a coordinator widened: in steps, and never without end.

Only what keeps people from being asked too often or too far gives way, by so much. What somebody
can and may do, their week, the night and whom they must not meet stand firm.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from services.matching.engine.rules.policy import MOST_ASKS
from shared.contracts.ask_words import SoftLimit

STEP_KM: Final = 10.0
STEP_AT_ONCE: Final = 2
STEP_ASKS: Final = 2.0
MOST_STEPS: Final = 3
"""No limit is passed further."""
_LIMITS: Final = frozenset(SoftLimit)


def widened(steps: Sequence[str], limits: Iterable[str]) -> tuple[str, ...]:
    """Go one step past each of these limits; the same as before where none goes further.

    A limit of a later version is none here.
    """
    further = (each for each in dict.fromkeys(limits) if steps.count(each) < MOST_STEPS)
    return (*steps, *(each for each in further if each in _LIMITS))


def wider_km(steps: Sequence[str]) -> float:
    """Say how much further than they offered people are asked."""
    return STEP_KM * steps.count(SoftLimit.RADIUS)


def more_at_once(steps: Sequence[str]) -> int:
    """Say how many more are asked at once."""
    return STEP_AT_ONCE * steps.count(SoftLimit.AT_ONCE)


def ask_limit(usual: float, steps: Sequence[str]) -> float:
    """Say how many asks somebody may have to forget; never more than any policy may allow."""
    return max(usual, min(MOST_ASKS, usual + STEP_ASKS * steps.count(SoftLimit.REST)))
