"""Ways of asking compared in made-up towns: fixed seeds, so the same figures on every machine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from deploy.simulating.ask_rules import Seats, Way, cheapest
from deploy.simulating.compared_ways import WAYS
from deploy.simulating.comparison import compare
from deploy.simulating.figures import Figures
from deploy.simulating.worlds import Size, make
from shared.contracts.words import Urgency
from tests.bench.measuring import Goal, Row, alone

UNCAPPED = Seats(
    "recommended, no cap on asks",
    replace(
        WAYS["recommended"].policy,
        ask_limit=MappingProxyType(dict.fromkeys(Urgency, float("inf"))),
    ),
    cheapest,
)
LIVE, WIDE = "recommended", "recommended-wide"


@dataclass(frozen=True, slots=True)
class Trial:
    """One world, tried with these seeds and ways."""

    world: str
    size: Size
    seeds: range
    ways: Sequence[Way]

    def figures(self) -> Mapping[str, Figures]:
        """Give the mean figures of each way."""
        worlds = [make(self.world, self.size, seed) for seed in self.seeds]
        return {one.name: one.figures for one in compare(worlds, self.ways)}

    def title(self) -> str:
        """Say what was tried."""
        return (
            f"{self.world} {self.size.volunteers:,}/{self.size.requests_per_day:g} a day x "
            f"{self.size.days}, {len(self.seeds)} seeds"
        )


def policy_rows(*, full: bool) -> list[Row]:
    """Compare; the small run has fewer seeds and a thinner dense world, which has no goals."""
    return [*_town(full=full), *_scarcity(full=full), *_dense(full=full)]


def _town(*, full: bool) -> Iterator[Row]:
    names = tuple(WAYS) if full else (LIVE, "one-at-a-time", "nearest", "broadcast-5")
    trial = Trial("mikkeli", Size(1000, 100, 7), range(1, 17 if full else 9), _ways(names))
    found, title = trial.figures(), trial.title()
    live, nearest, broadcast = found[LIVE], found["nearest"], found["broadcast-5"]
    gain = 100 * (live.filled - nearest.filled)
    yield alone(f"{title}: filled, {LIVE} over nearest", gain, "pp", Goal(">=", 1))
    yield _against(
        f"{title}: asks a fill, {LIVE} / broadcast-5",
        ("asks", live.notices_per_fill, broadcast.notices_per_fill),
        Goal("<=", 0.5),
    )
    yield _against(
        f"{title}: median wait today, {LIVE} / one-at-a-time",
        ("min", live.median_wait_today, found["one-at-a-time"].median_wait_today),
        Goal("<=", 0.5),
    )
    yield _nobody_over(title, found)
    yield from _beside(title, found)


def _scarcity(*, full: bool) -> Iterator[Row]:
    ways = (*_ways((LIVE, "nearest")), UNCAPPED)
    trial = Trial("mikkeli", Size(400, 100, 7), range(1, 9 if full else 3), ways)
    found, title = trial.figures(), trial.title()
    yield _against(
        f"{title}: most asks to one in a week, with / without the cap",
        ("asks", found[LIVE].most_notices_a_week, found[UNCAPPED.name].most_notices_a_week),
        Goal("<=", 0.25),
    )
    yield _nobody_over(title, found)
    yield from _beside(title, found)


def _dense(*, full: bool) -> Iterator[Row]:
    names = (LIVE, WIDE, "nearest", "broadcast-5", "waves") if full else (LIVE, WIDE)
    size = Size(10_000, 500, 1) if full else Size(3000, 150, 1)
    trial = Trial("dense", size, range(1, 4 if full else 2), _ways(names))
    found, title = trial.figures(), trial.title()
    if full:
        yield from _dense_goals(title, found)
    yield _nobody_over(title, found)
    yield from _beside(title, found)


def _dense_goals(title: str, found: Mapping[str, Figures]) -> Iterator[Row]:
    for name in (LIVE, WIDE):
        one = found[name]
        yield alone(f"{title}: in 2 h, {name}", one.within_2_hours, "share", Goal(">=", 0.99))
        yield alone(f"{title}: asks a match, {name}", one.notices_per_fill, "asks", Goal("<=", 12))
    yield alone(f"{title}: Gini of asks, {WIDE}", found[WIDE].gini_notices, "", Goal("<=", 0.45))


def _ways(names: Sequence[str]) -> list[Way]:
    return [WAYS[name] for name in names]


def _against(name: str, sides: tuple[str, float, float], goal: Goal) -> Row:
    unit, ours, theirs = sides
    ratio = ours / theirs
    return Row(name, ours, unit, theirs, ratio, str(goal), goal.holds(ratio))


def _nobody_over(title: str, found: Mapping[str, Figures]) -> Row:
    over = max(one.over_cap for one in found.values())
    return alone(f"{title}: asks to somebody whose week was full", over, "", Goal("<=", 0))


def _beside(title: str, found: Mapping[str, Figures]) -> Iterator[Row]:
    """Give the main figures of every way, without goals."""
    for name, one in found.items():
        yield alone(f"{title}: {name}: filled", 100 * one.filled, "%")
        yield alone(f"{title}: {name}: median wait", one.median_wait, "min")
        yield alone(f"{title}: {name}: median wait today", one.median_wait_today, "min")
        yield alone(f"{title}: {name}: asks a fill", one.notices_per_fill, "asks")
        yield alone(f"{title}: {name}: yeses too late a fill", one.too_late_per_fill, "")
        yield alone(f"{title}: {name}: most asks to one in a week", one.most_notices_a_week, "")
        yield alone(f"{title}: {name}: on duty and never asked", 100 * one.never_asked, "%")
        yield alone(f"{title}: {name}: Gini of asks", one.gini_notices, "")
        yield alone(f"{title}: {name}: least Gini of so many asks", one.least_gini, "")
        yield alone(f"{title}: {name}: distance", one.km, "km")
