"""The readable rule as bits: one for each trait of `eligibility.TRAITS`, in its order."""

from collections.abc import Hashable
from typing import Final

from services.matching.engine.model import EARTH_KM, Helper, Place, Wanted
from services.matching.engine.rules.eligibility import TRAITS

HOUR_WORDS: Final = 3
"""The hours of a week in words of 64 bits."""
_WORD: Final = (1 << 64) - 1
CLASS_KM: Final = 30.0
"""How wide a region of scarcity is."""


def traits_of(helper: Helper) -> int:
    """Give the bits of what a helper has."""
    return sum(1 << bit for bit, trait in enumerate(TRAITS) if trait.has(helper))


def demands_of(need: Wanted) -> int:
    """Give the bits of what a need demands: a helper has them all, or may not be asked."""
    return sum(1 << bit for bit, trait in enumerate(TRAITS) if trait.demanded(need))


def hour_words(hours: int) -> tuple[int, ...]:
    """Cut the hours of the week into words."""
    return tuple(hours >> (64 * word) & _WORD for word in range(HOUR_WORDS))


def class_of(helper: Helper) -> Hashable:
    """Say what makes a helper scarce: where they live, roughly, their languages and vetting."""
    return _region(helper.place), helper.languages, helper.vetting


def _region(place: Place | None) -> Hashable:
    if place is None:
        return None
    return tuple(round(axis * EARTH_KM / CLASS_KM) for axis in (place.x, place.y, place.z))
