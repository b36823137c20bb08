"""The ways of asking that are compared: who is asked now, given how one search stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from heapq import nsmallest
from typing import Protocol

from services.matching.engine.rules.policy import Policy, SearchState, look_again, seats


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who may be asked now."""

    number: int
    km: float
    cost: float
    """What the engine reckons for asking them (`weighing`)."""
    chance: float
    """Of a yes, as the engine estimates it."""
    notices: int
    """How often they were asked since the beginning."""


Order = Callable[[Candidate], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the answers so far say about the estimates."""

    expected: float = 0.0
    """Yeses, had the estimates been right."""
    given: int = 0

    @property
    def conversion(self) -> float:
        """Say how many of the expected yeses come."""
        return (self.given + 1) / (self.expected + 1)


class Way(Protocol):
    """A way of asking."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        ...

    @property
    def policy(self) -> Policy:
        """Say how long an ask lives, and how often someone may be asked."""
        ...

    def wants(self, standing: SearchState) -> bool:
        """Say whether anybody is to be asked now."""
        ...

    def picks(
        self, standing: SearchState, line: Sequence[Candidate], answers: Answers
    ) -> Sequence[Candidate]:
        """Choose from those who may be asked."""
        ...

    def look_again(self, standing: SearchState) -> timedelta | None:
        """Say when to look again though nothing happened."""
        ...


def cheapest(candidate: Candidate) -> tuple[float, ...]:
    """Order as the engine does."""
    return candidate.cost, candidate.number


def nearest(candidate: Candidate) -> tuple[float, ...]:
    """Order by distance only."""
    return candidate.km, candidate.number


def fairest(candidate: Candidate) -> tuple[float, ...]:
    """Order as covidliste does: who was asked least, then in rings of five kilometres."""
    return candidate.notices, candidate.km // 5, candidate.number


@dataclass(frozen=True, slots=True)
class _Ordered:
    """What every way of asking has."""

    name: str
    policy: Policy
    order: Order


class Seats(_Ordered):
    """Keep so many asks open as the live policy says; one who declines is replaced at once."""

    __slots__ = ()

    def wants(self, standing: SearchState) -> bool:
        """Ask while a seat is free."""
        return seats(self.policy, standing) > 0

    def picks(
        self, standing: SearchState, line: Sequence[Candidate], answers: Answers
    ) -> Sequence[Candidate]:
        """Take the first of the order for each free seat."""
        del answers
        return nsmallest(seats(self.policy, standing), line, key=self.order)

    def look_again(self, standing: SearchState) -> timedelta | None:
        """Look again when the live policy does."""
        return look_again(self.policy, standing)


class _OneAfterAnother(_Ordered):
    """Some are asked at once, and the next when none of them is left."""

    __slots__ = ()

    def wants(self, standing: SearchState) -> bool:
        """Begin when the ones before are over."""
        return not standing.open_now

    def look_again(self, standing: SearchState) -> timedelta | None:
        """Never: they end by themselves."""
        del standing
        return None


@dataclass(frozen=True, slots=True)
class Rounds(_OneAfterAnother):
    """Ask a fixed number at once, and as many again when none of them is left."""

    size: int

    def picks(
        self, standing: SearchState, line: Sequence[Candidate], answers: Answers
    ) -> Sequence[Candidate]:
        """Take the first of the order."""
        del standing, answers
        return nsmallest(self.size, line, key=self.order)


@dataclass(frozen=True, slots=True)
class Waves(_OneAfterAnother):
    """Ask as few as will likely do (`peers.md` 3.3), corrected by how many really say yes (3.1)."""

    target: float
    """The wanted chance that somebody of a wave says yes."""

    def picks(
        self, standing: SearchState, line: Sequence[Candidate], answers: Answers
    ) -> Sequence[Candidate]:
        """Take the first of the order until together they are likely enough to give a yes."""
        del standing
        nobody, wave = 1.0, []
        for candidate in sorted(line, key=self.order):
            if nobody <= 1 - self.target:
                break
            nobody *= 1 - min(0.95, candidate.chance * answers.conversion)
            wave.append(candidate)
        return wave
