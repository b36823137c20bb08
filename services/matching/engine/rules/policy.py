"""How many are asked at once, for how long, and when a need is looked at again.

The defaults are those that did best in the simulator (`./porukalla simulate`); an installation
changes them in its settings. All of these times are by the network's clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from math import inf
from typing import Final

from services.matching.engine.model import QuietHours, by_urgency
from shared.contracts.words import Urgency

MOST_ASKS: Final = 30
"""No installation's limit of asks is higher: beyond, asking once more could cost more than leaving
a need unserved (`weighing.UNSERVED_MINUTES`)."""
LOOK_AGAIN: Final = timedelta(hours=1)
"""Rests and weekly limits run out by themselves: a need that only lacks free helpers waits."""


_YEAR: Final = 366 * 24 * 60
_LIMITS: Final = {
    "lifetimes": (1, _YEAR),
    "at_once": (1, 100),
    "one_more_every": (0, _YEAR),
    "ask_limit": (1, inf),
    "patience": (1, _YEAR),
}


class UnusablePolicyError(ValueError):
    """A parameter is missing for an urgency, or too small, or no number."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The parameters; those by urgency are from *today* to *no hurry*, times in minutes."""

    lifetimes: Mapping[Urgency, float] = field(
        default_factory=lambda: by_urgency(15, 120, 720, 2880)
    )
    """How long a volunteer has to answer."""
    at_once: Mapping[Urgency, float] = field(default_factory=lambda: by_urgency(2, 1, 1, 1))
    """How many are asked at once; one who declines is replaced at once."""
    one_more_every: Mapping[Urgency, float] = field(default_factory=lambda: by_urgency(8, 0, 0, 0))
    """Widening in phases: after each such time one more is asked beside the others; 0: never."""
    patience: Mapping[Urgency, float] = field(
        default_factory=lambda: by_urgency(120, 720, 2880, 10080)
    )
    """For whom nobody is found within this time a coordinator decides, while asking goes on."""
    most_at_once: int = 8
    ask_limit: Mapping[Urgency, float] = field(default_factory=lambda: by_urgency(4, 3, 3, 3))
    """Nobody is asked more often than this in a burst; then once in `forget_minutes`."""
    forget_minutes: int = 24 * 60
    """How long one ask takes to be forgotten."""
    quiet_hours: QuietHours | None = field(default_factory=QuietHours)
    """Only who said so is asked in them, and only for today; None: there are none."""

    def __post_init__(self) -> None:
        """Refuse what would ask nobody, or somebody without end."""
        for name, (least, most) in _LIMITS.items():
            values = getattr(self, name)
            if set(values) != set(Urgency):
                raise UnusablePolicyError(name)
            if not all(least <= each <= most for each in values.values()):
                raise UnusablePolicyError(name)
        if self.most_at_once < 1 or self.forget_minutes < 1:
            raise UnusablePolicyError


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchState:
    """How the search for one need stands."""

    urgency: Urgency
    waited: timedelta
    """Since matching first heard of the need, also when it was given back: it is late then."""
    open_now: int
    """Proposals that wait for an answer."""
    usual_is_free: bool = False
    """The helper of the time before may be asked and was not yet."""
    more_at_once: int = 0
    """So many more than usual: a coordinator widened the search."""


def lifetime(policy: Policy, urgency: Urgency) -> timedelta:
    """Say how long a volunteer has to answer."""
    return timedelta(minutes=policy.lifetimes[urgency])


def patience(policy: Policy, urgency: Urgency) -> timedelta:
    """Say how long a need waits at most before a coordinator has it too."""
    return timedelta(minutes=policy.patience[urgency])


def seats(policy: Policy, standing: SearchState) -> int:
    """Say how many more to ask now; who helped the time before is asked before anyone else."""
    if standing.usual_is_free and not standing.open_now:
        return 1
    return max(0, _wanted_open(policy, standing) - standing.open_now)


def look_again(policy: Policy, standing: SearchState) -> timedelta | None:
    """Say when one more is to be asked though nobody answered; None: only an answer changes it."""
    step = timedelta(minutes=policy.one_more_every[standing.urgency])
    if not step or _wanted_open(policy, standing) >= policy.most_at_once:
        return None
    return step - standing.waited % step


def _wanted_open(policy: Policy, standing: SearchState) -> int:
    step = timedelta(minutes=policy.one_more_every[standing.urgency])
    phases = standing.waited // step if step else 0
    usual = int(policy.at_once[standing.urgency]) + phases
    return min(policy.most_at_once, usual + standing.more_at_once)
