"""How a need stands: the counts, the last decision, and the sentence without its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.matching.needs.model import Need
from services.matching.proposals.model import Decision, KeptDecision


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


@dataclass(frozen=True, slots=True)
class Explained:
    """One need and its kept decisions, the newest first."""

    progress: Progress
    decisions: Sequence[KeptDecision]
