"""Why these and not others: what is kept of each decision, bounded, in numbers and codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from math import prod
from typing import Final

from services.matching.domain.model import Turn
from services.matching.domain.proposing import HandOver
from services.matching.engine.model import Reason, Wanted
from services.matching.engine.rules.choosing import Chosen, Pick, Roster
from services.matching.engine.rules.weighing.formula import Cost, Standing, chance, weigh

NEXT_BEST: Final = 3
"""How many of those who were not asked are kept."""
NEARBY_KM: Final = 60.0
"""How far away people are counted when nobody may be asked; few go further."""
TOLD: Final = frozenset(Reason) - {Reason.BLOCKED}
"""Refusals that are counted: in a village a blocked pair might be recognised."""
ANSWER_MINUTES: Final = 5.0
"""The median time to an answer (assumed; the design's simulation uses the same)."""

NOBODY: Final = Standing(habit=0.0, share=1.0)
"""Stands in for someone who left the roster while it was being searched."""


@dataclass(frozen=True, slots=True)
class Considered:
    """One helper in the line, by roster number."""

    number: int
    km: float
    chance: float
    cost: Cost
    """In minutes, part by part; scarcity is what other needs would lose."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one need at one moment."""

    asked: tuple[Considered, ...] = ()
    next_best: tuple[Considered, ...] = ()
    """Who stood next in its line; another need of the batch may have taken them."""
    fitting: int = 0
    """Helpers who fit, of those looked at."""
    at_cap: int = 0
    """Of them: kept back by their week."""
    asked_enough: int = 0
    """Of them: kept back because they were asked much lately."""
    asked_before: int = 0
    declined: int = 0
    refusals: Mapping[Reason, int] = field(default_factory=dict)
    """When nobody may be asked: how many nearby were refused for which reason."""
    expected_minutes: float | None = None
    """To a yes, when nothing changes; None when nobody is asked."""


def decision_of(
    turn: Turn, wanted: Wanted, chosen: Chosen, lifetime: timedelta, roster: Roster
) -> Decision:
    """Explain a choice."""
    asked = tuple(_considered(pick, wanted, roster) for pick in chosen.picks)
    line = chosen.found
    others = islice(_others(chosen), NEXT_BEST)
    return Decision(
        asked=asked,
        next_best=tuple(_considered(pick, wanted, roster) for pick in others),
        fitting=line.fitting,
        at_cap=line.at_cap,
        asked_enough=line.asked_enough,
        asked_before=len(turn.asked),
        declined=turn.declined,
        expected_minutes=expected_minutes([one.chance for one in asked], lifetime),
    )


def _others(chosen: Chosen) -> Iterator[Pick]:
    """Give who stood in the line and is not asked, the cheapest first."""
    taken = {pick.number for pick in chosen.picks}
    line = chosen.found
    for stood in zip(line.numbers, line.kms, line.recents, line.costs, strict=True):
        if stood[0] not in taken:
            yield Pick(*stood)


def decision_to_hand_over(turn: Turn, step: HandOver) -> Decision:
    """Explain that nobody may be asked."""
    return Decision(
        fitting=step.considered,
        at_cap=step.at_their_cap,
        asked_enough=step.refusals.get(Reason.ASKED_ENOUGH, 0),
        asked_before=len(turn.asked),
        declined=turn.declined,
        refusals=step.refusals,
    )


def expected_minutes(chances: list[float], lifetime: timedelta) -> float | None:
    """Estimate the time to a yes when each round of asks in vain costs one lifetime."""
    if not chances:
        return None
    yes = 1.0 - prod(1.0 - each for each in chances)
    return ANSWER_MINUTES + lifetime / timedelta(minutes=1) * (1.0 / yes - 1.0)


def _considered(pick: Pick, wanted: Wanted, roster: Roster) -> Considered:
    standing = roster.standing(pick.number) or NOBODY
    parts = weigh(standing, wanted.urgency, pick.km, pick.recent)
    return Considered(
        number=pick.number,
        km=pick.km,
        chance=chance(standing.habit, pick.km, pick.recent),
        cost=parts.up_to(pick.cost),
    )
