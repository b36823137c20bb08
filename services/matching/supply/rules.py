"""Exact figures made rough: enough for an honest expectation, too little to point to a person."""

from bisect import bisect_left
from datetime import timedelta
from typing import Final

from services.matching.supply.model import Counted, Rough
from shared.contracts.words import VOLUNTEER_CATEGORIES, Category

FEW: Final = 5
"""Fewer are "a few", and so few who asked make no usual time."""
LATELY: Final = timedelta(days=30)
AGAIN: Final = timedelta(minutes=30)
"""After so long it is said again, though nothing changed."""
_STEPS: Final = ((30, 5), (100, 10), (1000, 50))
_COARSEST: Final = 100
_WAITS: Final = (15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 4320, 10080)
"""Minutes that are said; whoever waits longer than a week is promised nothing."""
_ORDER: Final = tuple(each for each in Category if each in VOLUNTEER_CATEGORIES)


def rough(helpers: int) -> int | None:
    """Round down; None for a few."""
    if 0 < helpers < FEW:
        return None
    step = next((step for below, step in _STEPS if helpers < below), _COARSEST)
    return helpers // step * step


def said_minutes(usual: timedelta | None) -> int | None:
    """Round up to a time that people say."""
    if usual is None:
        return None
    place = bisect_left(_WAITS, usual.total_seconds() / 60)
    return _WAITS[place] if place < len(_WAITS) else None


def told_of(counted: Counted) -> tuple[Rough, ...]:
    """Say of every kind of help what somebody can expect."""
    return tuple(
        Rough(each, rough(counted.helpers.get(each, 0)), said_minutes(counted.usual.get(each)))
        for each in _ORDER
    )
