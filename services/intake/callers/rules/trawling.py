"""How much a call needs; whoever needs more looks somebody through."""

from typing import Final

from services.intake.callers.model import Counted

SEARCHES_A_CALL: Final = 150
"""An hour of typing; each pause of an operator is a search."""
CARDS_A_CALL: Final = 15
"""Who calls for a family of five, misheard twice."""
SEARCHES_A_DAY: Final = 4000
CARDS_A_DAY: Final = 200
"""As many as whole searches: a call every four minutes, all day, each with a card."""


def is_trawling(counted: Counted) -> bool:
    """Say whether this is more than calls need."""
    return (
        counted.searches >= SEARCHES_A_DAY
        or counted.cards >= CARDS_A_DAY
        or counted.searches_in_call >= SEARCHES_A_CALL
        or counted.cards_in_call >= CARDS_A_CALL
    )
