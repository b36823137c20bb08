"""One volunteer at a time: whom to ask next, how long to wait, and when to give up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from services.matching.domain.choosing import (
    Shortage,
    choose_volunteer,
    is_for_volunteers,
    shortage,
)
from services.matching.domain.model import Match, MatchState, Task, Volunteer, VolunteerId
from services.matching.domain.words import Urgency

LIFETIMES: Final[Mapping[Urgency, timedelta]] = MappingProxyType(
    {
        Urgency.TODAY: timedelta(minutes=15),
        Urgency.WITHIN_2_DAYS: timedelta(hours=2),
        Urgency.WITHIN_A_WEEK: timedelta(hours=12),
        Urgency.NO_HURRY: timedelta(hours=48),
    }
)
"""How long a volunteer has to answer."""

LOOK_AGAIN: Final = timedelta(hours=1)
"""A need without a helper is looked at again: caps run out by the week."""

LIVE: Final = frozenset({MatchState.OPEN, MatchState.ACCEPTED, MatchState.COMPLETED})
"""While one of these exists nobody else is asked."""


@dataclass(frozen=True, slots=True)
class Propose:
    """Ask this volunteer."""

    volunteer_id: VolunteerId
    attempt: int
    lifetime: timedelta


@dataclass(frozen=True, slots=True)
class HandOver:
    """Nobody is left to ask: a coordinator decides."""

    shortage: Shortage


@dataclass(frozen=True, slots=True)
class Wait:
    """Someone is asked already, or has taken it."""


Step = Propose | HandOver | Wait


def next_step(task: Task, history: Collection[Match], volunteers: Collection[Volunteer]) -> Step:
    """Decide what happens to a need; `history` is everyone who was ever asked about it."""
    if any(match.state in LIVE for match in history):
        return Wait()
    if is_for_volunteers(task):
        asked = {match.volunteer_id for match in history}
        chosen = choose_volunteer(task, asked, volunteers)
        if chosen is not None:
            return Propose(chosen.id, len(history) + 1, LIFETIMES[task.urgency])
    return HandOver(shortage(task, history, volunteers))
