"""Who is asked first of those who may be: the one who costs least, in minutes.

Formula and constants follow the measured prototype of the design ("Objective"); its logistic
chance is a straight line here, so that people can check it by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from services.matching.engine.model import Helper, Wanted, by_urgency
from shared.contracts.words import Urgency

LEAST_CHANCE: Final = 0.05
MOST_CHANCE: Final = 0.95
CHANCE_LOST_A_KM: Final = 0.02
CHANCE_LOST_AN_ASK: Final = 0.1
"""For each recent ask that is not forgotten."""
PRIOR_ASKED: Final = 4.0
PRIOR_ACCEPTED: Final = 2.0
"""Someone new counts as asked four times and accepting twice."""

LOST_MINUTES: Final[Mapping[Urgency, float]] = by_urgency(20.0, 25.0, 30.0, 30.0)
"""What an ask in vain costs: more where an answer is waited for longer."""
UNSERVED_MINUTES: Final[Mapping[Urgency, float]] = by_urgency(4000.0, 2500.0, 1500.0, 1000.0)
"""What leaving a need unserved costs: more than any helper does."""
MINUTES_A_KM: Final = 0.5
MINUTES_OF_LOAD: Final = 20.0
"""What a full week costs, and a half-full one half of it: that the tasks are spread."""
MINUTES_AN_ASK: Final = 15.0
"""What disturbing someone costs who was asked lately."""
MOST_PRICE: Final = 200.0
"""No price is higher, so that nobody is dearer than leaving a need unserved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The parts of what asking one helper costs, in minutes."""

    waiting: float
    distance: float
    load: float
    disturbance: float
    scarcity: float

    @property
    def total(self) -> float:
        """Add the parts up, in this order."""
        return self.waiting + self.distance + self.load + self.disturbance + self.scarcity

    def up_to(self, total: float) -> "Cost":
        """Book as scarcity what is missing to a total."""
        missing = max(0.0, total - self.total)
        return replace(self, scarcity=missing)


def habit(asked: int, accepted: int) -> float:
    """Estimate how readily someone accepts, from their own history."""
    return (accepted + PRIOR_ACCEPTED) / (asked + PRIOR_ASKED)


def chance(accepts: float, km: float, recent: float) -> float:
    """Estimate the chance of a yes, from the habit, the distance and the asks not forgotten."""
    straight = accepts - CHANCE_LOST_A_KM * km - CHANCE_LOST_AN_ASK * recent
    return min(max(straight, LEAST_CHANCE), MOST_CHANCE)


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts of a helper beside distance and asks."""

    habit: float
    """How readily they accept."""
    share: float
    """How much of their week is full."""


def standing_of(helper: Helper) -> Standing:
    """Sum a helper up."""
    return Standing(habit(helper.asked, helper.accepted), helper.load / helper.weekly_cap)


def cost_of(helper: Helper, need: Wanted, km: float, recent: float, price: float = 0.0) -> Cost:
    """Say what asking costs; `recent` are the asks not forgotten, `price` the scarcity."""
    return weigh(standing_of(helper), need.urgency, km, recent, price)


def weigh(helper: Standing, urgency: Urgency, km: float, recent: float, price: float = 0.0) -> Cost:
    """Put the parts together."""
    return Cost(
        waiting=LOST_MINUTES[urgency] * (1.0 - chance(helper.habit, km, recent)),
        distance=MINUTES_A_KM * km,
        load=MINUTES_OF_LOAD * helper.share,
        disturbance=MINUTES_AN_ASK * recent,
        scarcity=price,
    )
