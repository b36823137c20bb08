"""How made-up volunteers behave; the policies never see it, they only see the answers."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log
from random import Random
from typing import Final, Literal

from shared.contracts.words import Urgency

FATIGUE_MINUTES: Final = 36 * 60
"""The time in which being asked is felt less, to 37 %."""
_LEVEL: Final = {
    Urgency.NO_HURRY: 0,
    Urgency.WITHIN_A_WEEK: 1,
    Urgency.WITHIN_2_DAYS: 2,
    Urgency.TODAY: 3,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The moment in which someone is asked."""

    km: float
    urgency: Urgency
    fatigue: float
    """The asks of the last days, older ones fading."""


Word = Literal["yes", "no", "nothing"]
"""What a volunteer does with an ask."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What someone would answer, and after how many minutes."""

    word: Word
    minutes: float


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How a whole town behaves."""

    chance: Callable[[float, Asked], float]
    """Of a yes, from someone's readiness."""
    readiness: Callable[[Random], float]
    median_minutes: float
    spread: float = 1.0
    """Of the answers' times, which are log-normal: at 1.0 the slowest 5 % take 5 times as long."""
    silent: float = 0.5
    """Which share of those who do not say yes never answers at all."""


def answer(behaviour: Behaviour, readiness: float, asked: Asked, draw: Random) -> Answer:
    """Draw what someone does; the same generator gives the same mood, whatever the policy."""
    mood, silence = draw.random(), draw.random()
    minutes = behaviour.median_minutes * exp(draw.gauss(0, behaviour.spread))
    if mood < behaviour.chance(readiness, asked):
        return Answer("yes", minutes)
    return Answer("nothing" if silence < behaviour.silent else "no", minutes)


def faded(fatigue: float, minutes: float) -> float:
    """Say what is left of a fatigue after a time."""
    return fatigue * exp(-minutes / FATIGUE_MINUTES)


def _ready_town(draw: Random) -> float:
    return draw.uniform(0.2, 0.7)


def _logistic(readiness: float, asked: Asked) -> float:
    odds = log(readiness / (1 - readiness))
    odds += -0.10 * (asked.km - 3) + 0.25 * (_LEVEL[asked.urgency] - 1)
    odds -= 0.45 * max(0.0, asked.fatigue - 0.3)
    return 1 / (1 + exp(-odds))


def _reluctant_town(draw: Random) -> float:
    return draw.betavariate(2.0, 6.0)


def _dwindling(readiness: float, asked: Asked) -> float:
    return readiness * exp(-asked.km / 10 + log(0.85) * asked.fatigue)


TOWN: Final = Behaviour(_logistic, _ready_town, median_minutes=5)
"""The model of `matching.md`: of ten asked near by, two to seven say yes."""
RELUCTANT: Final = Behaviour(_dwindling, _reluctant_town, median_minutes=8, silent=0.0)
"""The model of `peers.md` 3.3: at the usual distance thirteen of a hundred say yes, and fewer each
time. Set so that asking the nearest one at a time does as published there: 88 % (86.5) taken within
two hours, half of them within 33 minutes (35)."""
