"""How a search went so far, in a few counts: which of them are told, and in which order.

The words for each part are in the catalogues (`reasons.sum.*`): "12 fit, 7 asked, 3 declined, 2 at
their weekly limit".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from services.matching.domain.explaining import Decision
from services.matching.domain.model import Need
from services.matching.engine.model import Reason
from shared.contracts.words import UnmatchedReason


class Part(StrEnum):
    """One count of the sentence, in the order in which they are told."""

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
    """What stands for the counts of who fits when there are none."""

    NOT_FOR_VOLUNTEERS = "not_for_volunteers"
    NOT_YET = "not_yet"
    """Nobody was looked for yet."""
    NOBODY_FITS = "nobody_fits"


ALWAYS: Final = frozenset({Part.FITTING, Part.ASKED})
"""Told also when nobody is counted; the others only when there is someone."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of those who were asked about one need, as of now."""

    asked: int = 0
    waiting: int = 0
    declined: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How a need stands, with what was tried and the last that was decided."""

    need: Need
    waited: timedelta
    """Since matching first heard of it."""
    tried: Tried = Tried()
    look_at: datetime | None = None
    """When it is looked at again by itself."""
    last: Decision | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentence, without its words."""

    counts: Mapping[Part, int]
    opening: Opening | None = None


def summary(progress: Progress) -> Summary:
    """Sum up: who fits as the last decision saw it, what became of the asked as it is now."""
    opening, tried, last = _opening(progress), progress.tried, progress.last or Decision()
    counts = {
        Part.FITTING: last.fitting,
        Part.ASKED: tried.asked,
        Part.WAITING: tried.waiting,
        Part.DECLINED: tried.declined,
        Part.SILENT: tried.silent,
        Part.AT_CAP: last.at_cap,
        Part.ASKED_ENOUGH: last.asked_enough,
    }
    always = frozenset() if opening else ALWAYS
    told = {part: count for part, count in counts.items() if count or part in always}
    return Summary(told, opening)


def most_first(refusals: Mapping[Reason, int]) -> list[tuple[Reason, int]]:
    """Order refusals by how many they are; equal ones as the rules are asked."""
    ranked = [(reason, refusals[reason]) for reason in Reason if refusals.get(reason)]
    return sorted(ranked, key=lambda each: -each[1])


def _opening(progress: Progress) -> Opening | None:
    if progress.need.reason is UnmatchedReason.NOT_FOR_VOLUNTEERS:
        return Opening.NOT_FOR_VOLUNTEERS
    if progress.last is None:
        return Opening.NOT_YET
    return None if progress.last.fitting else Opening.NOBODY_FITS
