"""How long a request like this one waits as a rule, and how a wait stands to the longest."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from services.intake.board.model import BoardLine
from services.intake.requests.model import State
from shared.contracts.words import Category, Urgency

ENOUGH: Final = 10
"""Of fewer nothing is said: the median of three is chance."""
_LOOKED_FOR: Final = frozenset({State.RECEIVED, State.OPEN, State.PROPOSED})

UsualWaits = Mapping[tuple[Category, Urgency | None], timedelta]
"""Medians by need and urgency, and by need alone; only where there were enough."""


def usual_wait(known: UsualWaits, line: BoardLine) -> timedelta | None:
    """Give the median of those most like it; None where too few were, or nobody is looked for."""
    if line.state not in _LOOKED_FOR:
        return None
    return known.get((line.category, line.urgency)) or known.get((line.category, None))


def percent(wait: timedelta, longest: timedelta) -> int:
    """Say how long a wait is by the longest of its list; one that is seen at all."""
    share = 100 * wait // longest if longest else 100
    return max(4, min(share, 100))
