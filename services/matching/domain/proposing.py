"""One at a time: how long a proposal lives, and what follows when it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from services.matching.domain.choosing import (
    Tally,
    choose_volunteer,
    is_for_volunteers,
    tally,
)
from services.matching.domain.model import Candidate, History, Need, VolunteerId
from services.matching.domain.words import NeedState, UnmatchedReason, Urgency

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
"""A need that only lacks free helpers is looked at again: limits run out by the week."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask this volunteer next."""

    volunteer_id: VolunteerId
    attempt: int
    lifetime: timedelta


@dataclass(frozen=True, slots=True)
class HandOver:
    """Nobody is left to ask: a coordinator decides."""

    reason: UnmatchedReason
    tally: Tally
    history: History

    @property
    def look_again(self) -> timedelta | None:
        """After what time someone may have become free by itself."""
        return LOOK_AGAIN if self.tally.at_their_cap else None


def may_ask(need: Need) -> bool:
    """Say whether someone may be asked: nobody is being asked, nobody helps, it is not over."""
    return need.state in {NeedState.OPEN, NeedState.UNMATCHED}


def next_step(need: Need, candidates: Sequence[Candidate], history: History) -> Ask | HandOver:
    """Decide whom to ask, or that a coordinator must."""
    if not is_for_volunteers(need):
        return HandOver(UnmatchedReason.NOT_FOR_VOLUNTEERS, Tally(), history)
    chosen = choose_volunteer(need, candidates)
    if chosen is not None:
        return Ask(chosen.volunteer_id, history.asked + 1, LIFETIMES[need.urgency])
    reason = UnmatchedReason.EVERYONE_ASKED if history.asked else UnmatchedReason.NOBODY_ABLE
    return HandOver(reason, tally(need, candidates), history)
