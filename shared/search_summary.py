"""How a search went so far, in a few counts: which of them are told, and in which order.

The words for each part are in the catalogues (`search.*`): "12 fit, 7 asked, 3 declined, 2 at their
weekly limit".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Part(StrEnum):
    """One count of the sentence about a search, in the order in which they are told."""

    FITTING = "fitting"
    ASKED = "asked"
    WAITING = "waiting"
    """Asked, and their time to answer is not over."""
    DECLINED = "declined"
    SILENT = "silent"
    """Asked, and did not answer in time."""
    AT_CAP = "at_cap"
    ASKED_ENOUGH = "asked_enough"


class Opening(StrEnum):
    """What stands for the count of who fits when there is none."""

    NOT_FOR_VOLUNTEERS = "not_for_volunteers"
    NOT_YET = "not_yet"
    """Nobody was looked for yet."""
    NOBODY_FITS = "nobody_fits"


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentence about a search, without its words."""

    counts: Mapping[Part, int]
    opening: Opening | None = None


ALWAYS: Final = frozenset({Part.FITTING, Part.ASKED})
"""Told also when nobody is counted; the others only when there is someone."""


def sum_up(counts: Mapping[Part, int], opening: Opening | None) -> Summary:
    """Keep what is told of the counts; after an opening only counts of someone are."""
    always = frozenset() if opening else ALWAYS
    known = {part: counts[part] for part in Part if part in counts}
    return Summary({part: n for part, n in known.items() if n or part in always}, opening)
