"""Counts of which only the band is told."""

from collections.abc import Sequence
from typing import Final

_TO: Final = "\N{EN DASH}"


def band_of(count: int, starts: Sequence[int]) -> str:
    """Say between what it lies; the last has no end."""
    first = max((start for start in starts if start <= count), default=0)
    later = [start for start in starts if start > count]
    if not later:
        return f"{first}{_TO}"
    last = min(later) - 1
    return str(first) if first == last else f"{first}{_TO}{last}"
