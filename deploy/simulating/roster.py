"""The volunteers of a running simulation: their week, their rest and their fatigue."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from deploy.simulating.ask_rules import Candidate
from deploy.simulating.behaviour import faded
from deploy.simulating.people import Person
from deploy.simulating.worlds import World
from services.matching.engine.model import Helper, Reason, Wanted, km_between
from services.matching.engine.rules.eligibility import PERSONAL, covers, why_not
from services.matching.engine.rules.week_limits import ROOM, recent_asks
from services.matching.engine.rules.weighing.formula import chance, cost_of, habit

_CHANGING: Final = tuple(
    allows for reason, allows in (*PERSONAL, *ROOM) if reason is not Reason.BLOCKED
)
"""The engine's rules whose outcome changes while a need waits; the others are in `fitting`."""

Fitting = Sequence[tuple[int, float]]
"""Roster numbers and kilometres of those who would fit a need if they were free and rested."""


def fitting(world: World) -> list[Fitting]:
    """Look through the whole roster for each request; it is the same for every way of asking."""
    return [_fitting(world.people, request.need) for request in world.requests]


def _fitting(people: Iterable[Person], need: Wanted) -> Fitting:
    return [
        (helper.number, km_between(helper.place, need.place))
        for helper in (person.helper for person in people)
        if need.category in helper.categories
        and covers(helper, need)
        and why_not(helper, need) is None
    ]


@dataclass(slots=True)
class Member:
    """One volunteer as time goes by."""

    helper: Helper
    readiness: float
    fatigue: float = 0.0
    tired_at: float = 0.0
    notices: list[float] = field(default_factory=list)
    tasks: int = 0

    def fatigue_at(self, minute: float) -> float:
        """Say how tired of asks they are."""
        return faded(self.fatigue, minute - self.tired_at)

    def ask(self, need: Wanted, minute: float) -> None:
        """Note one more ask, as the live roster does."""
        helper = self.helper
        self.helper = replace(
            helper,
            load=helper.load + 1,
            rested_at=max(helper.rested_at, need.minute) + need.forget_minutes,
            asked=helper.asked + 1,
        )
        self.fatigue, self.tired_at = self.fatigue_at(minute) + 1, minute
        self.notices.append(minute)

    def accept(self) -> None:
        """Note a yes; the open proposal becomes a task, so the load stays."""
        self.helper = replace(self.helper, accepted=self.helper.accepted + 1)
        self.tasks += 1

    def release(self) -> None:
        """Note the end of a proposal, or of the week after a task."""
        self.helper = replace(self.helper, load=self.helper.load - 1)


def candidates(members: Sequence[Member], fit: Fitting, need: Wanted) -> Iterator[Candidate]:
    """Give those who may be asked now, by the engine's own rules and costs."""
    for number, km in fit:
        member = members[number]
        helper = member.helper
        if all(allows(helper, need) for allows in _CHANGING):
            recent = recent_asks(helper, need)
            yield Candidate(
                number,
                km,
                cost_of(helper, need, km, recent).total,
                chance(habit(helper.asked, helper.accepted), km, recent),
                len(member.notices),
            )
