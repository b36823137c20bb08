"""The simulation: one event after the other, in the order of their minutes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Final

from deploy.simulating.ask_rules import Answers, Candidate, Way
from deploy.simulating.behaviour import Answer, Asked, answer
from deploy.simulating.people import START_MINUTE, Request
from deploy.simulating.results import Outcome, Result
from deploy.simulating.roster import Fitting, Member, candidates, fitting
from deploy.simulating.worlds import World
from services.matching.engine.rules.policy import LOOK_AGAIN, SearchState, lifetime

WEEK: Final = 7 * 24 * 60.0
_MINUTE: Final = timedelta(minutes=1)


@dataclass(slots=True)
class Search:
    """The search for somebody for one request."""

    number: int
    request: Request
    fit: Fitting
    open: dict[int, Candidate] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)
    taken_by: Candidate | None = None
    ended: float | None = None
    looks_at: float = -1.0
    """When it is looked at again though nothing happens."""


def simulate(
    world: World,
    way: Way,
    fits: Sequence[Fitting] | None = None,
    on_request: Callable[[], None] = lambda: None,
) -> Result:
    """Let the requests come and the volunteers answer; `on_request` is told of each end."""
    return Run(world, way, fitting(world) if fits is None else fits, on_request).result()


class Run:
    """One world under one way of asking."""

    def __init__(
        self,
        world: World,
        way: Way,
        fits: Sequence[Fitting],
        on_request: Callable[[], None],
    ) -> None:
        """Put every arrival into the queue."""
        self.world, self.way, self.on_request = world, way, on_request
        self.members = [Member(person.helper, person.readiness) for person in world.people]
        self.searches = [
            Search(number, request, fit)
            for number, (request, fit) in enumerate(zip(world.requests, fits, strict=True))
        ]
        self.answers = Answers()
        self.too_late = self.over_cap = 0
        self.now = 0.0
        self._numbers = count()
        self._queue: list[tuple[float, int, Callable[[], None]]] = []
        for search in self.searches:
            self._at(search.request.minute, partial(self._look, search))
            self._at(search.request.deadline, partial(self._give_up, search))

    def result(self) -> Result:
        """Run until nothing is left to happen."""
        while self._queue:
            self.now, _, happen = heappop(self._queue)
            happen()
        on_duty = [member for member in self.members if member.helper.on_duty]
        return Result(
            tuple(map(_outcome, self.searches)),
            tuple(tuple(member.notices) for member in on_duty),
            tuple(member.tasks for member in on_duty),
            self.too_late,
            self.over_cap,
        )

    def _at(self, minute: float, happen: Callable[[], None]) -> None:
        heappush(self._queue, (minute, next(self._numbers), happen))

    def _look(self, search: Search) -> None:
        """Ask whom the way of asking picks, and say when to look again."""
        if search.ended is not None:
            return
        standing = SearchState(
            urgency=search.request.need.urgency,
            waited=(self.now - search.request.minute) * _MINUTE,
            open_now=len(search.open),
        )
        if self.way.wants(standing):
            self._ask_of(search, standing)
        self._look_later(search, self.way.look_again(standing) if search.open else LOOK_AGAIN)

    def _ask_of(self, search: Search, standing: SearchState) -> None:
        policy, need = self.way.policy, search.request.need
        wanted = replace(
            need,
            minute=START_MINUTE + int(self.now),
            ask_limit=policy.ask_limit[need.urgency],
            forget_minutes=policy.forget_minutes,
            asked=frozenset(search.asked),
        )
        line = list(candidates(self.members, search.fit, wanted))
        for candidate in self.way.picks(standing, line, self.answers):
            member = self.members[candidate.number]
            asked = Asked(candidate.km, need.urgency, member.fatigue_at(self.now))
            member.ask(wanted, self.now)
            self._count_caps(member)
            search.open[candidate.number] = candidate
            search.asked.add(candidate.number)
            self._expect(search, candidate, self._mood(search, member, asked))

    def _look_later(self, search: Search, delay: timedelta | None) -> None:
        if delay is not None and search.looks_at <= self.now:
            search.looks_at = self.now + delay / _MINUTE
            self._at(search.looks_at, partial(self._look, search))

    def _mood(self, search: Search, member: Member, asked: Asked) -> Answer:
        """Draw an answer: the same volunteer has the same mood for a request in every way."""
        seed = f"{self.world.seed}/{search.number}/{member.helper.number}"
        draw = Random(seed)  # noqa: S311  # repeatable, and no secret
        return answer(self.world.behaviour, member.readiness, asked, draw)

    def _expect(self, search: Search, candidate: Candidate, coming: Answer) -> None:
        alive = lifetime(self.way.policy, search.request.need.urgency) / _MINUTE
        if coming.word != "nothing" and coming.minutes < alive:
            is_yes = coming.word == "yes"
            self._at(self.now + coming.minutes, partial(self._hear, search, candidate, is_yes))
        else:
            self._at(self.now + alive, partial(self._hear, search, candidate, is_yes=False))

    def _hear(self, search: Search, candidate: Candidate, is_yes: bool) -> None:  # noqa: FBT001
        if search.ended is not None:
            self.too_late += is_yes and search.taken_by is not None
            return
        del search.open[candidate.number]
        self._learn(candidate, is_yes=is_yes)
        if is_yes:
            self._assign(search, candidate)
        else:
            self.members[candidate.number].release()
            self._look(search)

    def _learn(self, candidate: Candidate, *, is_yes: bool) -> None:
        known = self.answers
        self.answers = Answers(known.expected + candidate.chance, known.given + is_yes)

    def _assign(self, search: Search, candidate: Candidate) -> None:
        member = self.members[candidate.number]
        member.accept()
        search.taken_by = candidate
        self._end(search)
        self._at(self.now + WEEK, member.release)

    def _give_up(self, search: Search) -> None:
        if search.ended is None:
            self._end(search)

    def _end(self, search: Search) -> None:
        search.ended = self.now
        for number in search.open:
            self.members[number].release()
        search.open.clear()
        self.on_request()

    def _count_caps(self, member: Member) -> None:
        self.over_cap += member.helper.load > member.helper.weekly_cap


def _outcome(search: Search) -> Outcome:
    taken, ended = search.taken_by, search.ended
    waited = None if taken is None or ended is None else ended - search.request.minute
    return Outcome(
        search.request.need.urgency,
        waited,
        None if taken is None else taken.km,
        len(search.asked),
    )
