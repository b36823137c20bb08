"""How a need stands: what was tried, and the decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum, auto

from services.matching.needs.model import Need
from services.matching.proposals.model import ByHand, Decision, KeptDecision


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
    is_placed: bool = True
    """Its place is known more closely than by its municipality's centre."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a volunteer lives, as closely as distances are told."""

    municipality: str
    is_placed: bool


class Distance(StrEnum):
    """How well it is known how far apart two people are."""

    KNOWN = auto()
    ROUGH = auto()
    """From one municipality to another, by their centres."""
    SAME_TOWN = auto()
    """In one municipality, and no closer: it may be nothing or forty kilometres."""


@dataclass(frozen=True, slots=True)
class AskedByHand:
    """One volunteer was asked, or has the task, because a coordinator said so."""

    number: int
    hand: ByHand
    at: datetime


@dataclass(frozen=True, slots=True)
class Explained:
    """One need and its kept decisions, the newest first."""

    progress: Progress
    decisions: Sequence[KeptDecision]
    homes: Mapping[int, Home] = field(default_factory=dict)
    """Of whoever was considered, by roster number."""
    helped_before: frozenset[int] = frozenset()
    """Roster numbers of who helped the time before: they are asked first."""
    by_hand: Sequence[AskedByHand] = ()
    """The newest first."""
