"""Several ways of asking in the same worlds: the front of this package."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from deploy.simulating.ask_rules import Way
from deploy.simulating.figures import Figures, figures, mean, waits_of
from deploy.simulating.results import Result
from deploy.simulating.roster import fitting
from deploy.simulating.simulation import simulate
from deploy.simulating.worlds import World
from shared.contracts.words import Urgency


@dataclass(frozen=True, slots=True)
class Waits:
    """How long requests waited for a yes."""

    requests: int
    """All of them, taken or not."""
    minutes: tuple[float, ...]
    """Of those that were taken, the shortest first."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What one way of asking did in all the worlds."""

    name: str
    figures: Figures
    """Means over the worlds."""
    waits: Waits
    waits_today: Waits
    """Of the requests for help today."""
    notices: tuple[int, ...]
    """How often each volunteer on duty was asked."""


def compare(
    worlds: Sequence[World], ways: Sequence[Way], on_request: Callable[[], None] = lambda: None
) -> list[Compared]:
    """Try each way in each world; `on_request` is told whenever a request ends."""
    results: list[list[Result]] = [[] for _ in ways]
    for world in worlds:
        fits = fitting(world)
        for way, found in zip(ways, results, strict=True):
            found.append(simulate(world, way, fits, on_request))
    return [_compared(way.name, found) for way, found in zip(ways, results, strict=True)]


def _compared(name: str, results: Sequence[Result]) -> Compared:
    return Compared(
        name,
        mean([figures(result) for result in results]),
        _waits(results, tuple(Urgency)),
        _waits(results, (Urgency.TODAY,)),
        tuple(len(times) for result in results for times in result.notices),
    )


def _waits(results: Sequence[Result], urgencies: Sequence[Urgency]) -> Waits:
    return Waits(
        sum(one.urgency in urgencies for result in results for one in result.outcomes),
        tuple(
            sorted(
                wait
                for result in results
                for urgency in urgencies
                for wait in waits_of(result, urgency)
            )
        ),
    )
