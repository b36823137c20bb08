"""How a need stands: what was tried, and the decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.matching.needs.model import Need
from services.matching.proposals.model import Decision, KeptDecision


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
class Explained:
    """One need and its kept decisions, the newest first."""

    progress: Progress
    decisions: Sequence[KeptDecision]
