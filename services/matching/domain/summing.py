"""How a search went so far, in a few counts: which of them are told, and in which order.

The words for each part are in the catalogues (`reasons.sum.*`): "12 fit, 7 asked, 3 declined, 2 at
their weekly limit".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.matching.domain.explaining import Decision
from services.matching.domain.words import Reason


class Part(StrEnum):
    """One count of the sentence, in the order in which they are told."""

    NOT_LOOKED = "not_looked"
    """Nobody was looked for yet, or the task is not one for volunteers."""
    NOBODY_FITS = "nobody_fits"
    FITTING = "fitting"
    ASKED = "asked"
    WAITING = "waiting"
    """Asked, and their time to answer is not over."""
    DECLINED = "declined"
    SILENT = "silent"
    """Asked, and did not answer in time."""
    AT_CAP = "at_cap"
    ASKED_ENOUGH = "asked_enough"


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of those who were asked about one need, as of now."""

    asked: int = 0
    waiting: int = 0
    declined: int = 0
    silent: int = 0


ALWAYS: Final = frozenset({Part.FITTING, Part.ASKED})
"""Told also when nobody is counted; the others only when there is someone."""


def summary(tried: Tried, last: Decision | None) -> Mapping[Part, int]:
    """Sum up: who fits as the last decision saw it, what became of the asked as it is now."""
    counts = {
        **_looked(last),
        Part.ASKED: tried.asked,
        Part.WAITING: tried.waiting,
        Part.DECLINED: tried.declined,
        Part.SILENT: tried.silent,
        Part.AT_CAP: last.at_cap if last else 0,
        Part.ASKED_ENOUGH: last.asked_enough if last else 0,
    }
    told = {part: count for part, count in counts.items() if count or part in ALWAYS}
    if told.keys() & {Part.NOT_LOOKED, Part.NOBODY_FITS} and not tried.asked:
        del told[Part.ASKED]
    return MappingProxyType(told)


def _looked(last: Decision | None) -> dict[Part, int]:
    """Say how many fit; a flag of 1 where there is no such number."""
    if last is None or not (last.fitting or last.refusals or last.asked):
        return {Part.NOT_LOOKED: 1}
    return {Part.FITTING: last.fitting} if last.fitting else {Part.NOBODY_FITS: 1}


def most_first(refusals: Mapping[Reason, int]) -> list[tuple[Reason, int]]:
    """Order refusals by how many they are; equal ones as the rules are asked."""
    ranked = [(reason, refusals[reason]) for reason in Reason if refusals.get(reason)]
    return sorted(ranked, key=lambda each: -each[1])
