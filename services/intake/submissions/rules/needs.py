"""What is asked for: one need, or some that one helper can do together."""

from collections.abc import Collection, Mapping
from typing import Final

from shared.contracts.words import SENSITIVE_CATEGORIES, WITH_MINORS, Category

MOST_BESIDE: Final = 3
"""Beside the main need."""
_PLACE: Final[Mapping[str, int]] = {code: place for place, code in enumerate(Category)}


def chosen_in(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Give the codes of all needs, as the fields hold them: the main one and those beside it."""
    return (*fields.get("category", "").split(), *fields.get("also", "").split())


def in_order(chosen: Collection[str]) -> tuple[str, ...]:
    """Put what restricts most first, each once: whoever reads the main need alone is right.

    What nobody knows comes before all, to be refused.
    """
    return tuple(sorted({*chosen}, key=_rank))


def _rank(code: str) -> tuple[bool, bool, int]:
    place = _PLACE.get(code, -1)
    if place < 0:
        return False, False, place
    return code not in SENSITIVE_CATEGORIES, code not in WITH_MINORS, place
