"""The index: how fast, how large, and that it finds what looking at everyone finds."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

import numpy as np

from deploy.simulating.worlds import Size, make
from services.matching.engine.model import Wanted
from services.matching.engine.rules.assigning import Graph, assign
from services.matching.engine.rules.choosing import Wish, choose
from services.matching.engine.rules.index import Found, Index
from services.matching.engine.rules.index.columns import Array, Packer
from services.matching.engine.rules.index.scan import Scan
from services.matching.engine.rules.weighing.formula import UNSERVED_MINUTES
from tests.bench.measuring import Goal, Row, alone

MOST: Final = 20
ASKED: Final = 200
TRIES: Final = 3
LARGEST: Final = 1_000_000
Search = Callable[[Wanted], Found]


class BruteForce(Index):
    """Looks at every row with the same numpy: the other side of the ratios."""

    def search(self, need: Wanted) -> Found:
        """Search without blocks."""
        scan = Scan(
            need, MOST, self._columns, self._serving(need.municipality), self._charged(None)
        )
        scan.look(np.arange(self._used))
        return scan.found()


@dataclass(frozen=True, slots=True)
class Roster:
    """One packed roster and what is asked of it."""

    size: int
    packer: Packer
    rows: Array
    needs: Sequence[Wanted]

    @classmethod
    def of(cls, size: int) -> "Roster":
        """Make up a roster: around Mikkeli when it is small, all over Finland else."""
        name = "mikkeli" if size <= 1000 else "finland"
        world = make(name, Size(size, 2 * ASKED, 1), 1)
        packer = Packer()
        rows = packer.rows(person.helper for person in world.people)
        return cls(size, packer, rows, [request.need for request in world.requests][:ASKED])


def searching_rows(*, full: bool) -> list[Row]:
    """Measure all sizes, and what short lines cost."""
    rows: list[Row] = []
    for size in (1_000, 10_000, 100_000, LARGEST) if full else (1_000, 10_000):
        rows += _rows_of(Roster.of(size))
    return rows + _lines()


def _rows_of(roster: Roster) -> list[Row]:
    is_largest = roster.size == LARGEST
    started = time.process_time()
    index = Index(roster.packer, roster.rows)
    rebuilt = time.process_time() - started
    brute = BruteForce(roster.packer, roster.rows)
    name = f"{roster.size:,} volunteers"
    slowest = _times(brute.search, roster.needs)
    rows = [
        alone(
            f"index, {name}: bytes a volunteer",
            index.nbytes / roster.size,
            "B",
            _at_most(80, is_largest),
        ),
        alone(f"index, {name}: sorted anew", rebuilt, "s CPU", _at_most(1, is_largest)),
    ]
    for kind, search, faster in _searches(roster, index):
        times = _times(search, roster.needs)
        wrong = sum(
            search(need) != _counted(brute.search(need), search(need)) for need in roster.needs
        )
        rows += [
            alone(f"{kind}, {name}: median", statistics.median(times) * 1e3, "ms"),
            alone(f"{kind}, {name}: p99", _p99(times) * 1e3, "ms", _at_most(10, is_largest)),
            _against(
                f"{kind}, {name}: brute force / ours",
                slowest,
                times,
                faster if is_largest else None,
            ),
            alone(f"{kind}, {name}: mismatches of {len(roster.needs)}", wrong, "", Goal("<=", 0)),
        ]
    return rows


def _searches(roster: Roster, index: Index) -> list[tuple[str, Search, float]]:
    """Give the forms that are installed, and how much faster than brute force each must be."""
    forms: list[tuple[str, Search, float]] = [
        ("numpy", lambda need: index.cheapest(need, MOST), 15)
    ]
    if find_spec("numba") is not None:
        from services.matching.engine.rules.compiled.index import CompiledIndex  # noqa: PLC0415  # numba may be missing

        class Eager(CompiledIndex):
            WORTH_COMPILING = 0

        eager = Eager(roster.packer, roster.rows)
        eager.cheapest(roster.needs[0], MOST)
        forms.append(("compiled", lambda need: eager.cheapest(need, MOST), 50))
    return forms


def _times(search: Search, needs: Sequence[Wanted]) -> list[float]:
    return [min(_time(search, need) for _ in range(TRIES)) for need in needs]


def _time(search: Search, need: Wanted) -> float:
    started = time.perf_counter()
    search(need)
    return time.perf_counter() - started


def _counted(brute: Found, ours: Found) -> Found:
    """Take our counts, which are of the rows looked at; what was found must be the same."""
    return Found(
        brute.numbers,
        brute.kms,
        brute.recents,
        brute.costs,
        ours.fitting,
        ours.at_cap,
        ours.asked_enough,
    )


def _p99(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def _at_most(limit: float, applies: bool) -> Goal | None:
    return Goal("<=", limit) if applies else None


def _against(name: str, theirs: Sequence[float], ours: Sequence[float], least: float | None) -> Row:
    """Compare medians, so that a ratio above 1 says how much faster ours is."""
    slow, fast = statistics.median(theirs) * 1e3, statistics.median(ours) * 1e3
    goal = Goal(">=", least) if least else None
    ratio = slow / fast
    met = goal.holds(ratio) if goal else None
    return Row(name, fast, "ms", slow, ratio, str(goal) if goal else None, met)


def _lines() -> list[Row]:
    """Compare the lines that are used with everyone's where needs are many and helpers few."""
    return [_cut(*size) for size in ((5000, 500), (1000, 300), (1000, 500))]


def _cut(helpers: int, count: int) -> Row:
    world = make("mikkeli", Size(helpers, 2 * count, 1), 1)
    index = Index.of(person.helper for person in world.people)
    needs = [request.need for request in world.requests][:count]
    ours, complete = _chosen(index, needs), _complete(index, needs, helpers)
    goal = Goal("<=", 1.005)
    return Row(
        f"{count} needs, {helpers:,} volunteers: our lines against the complete graph",
        ours,
        "min",
        complete,
        ours / complete,
        str(goal),
        goal.holds(ours / complete),
    )


def _chosen(index: Index, needs: Sequence[Wanted]) -> float:
    """Add up what the choice costs, with lines as long as it makes them."""
    chosen = choose([Wish(need, 1) for need in needs], index, assign).chosen
    return sum(
        outcome.picks[0].cost if outcome.picks else UNSERVED_MINUTES[need.urgency]
        for need, outcome in zip(needs, chosen, strict=True)
    )


def _complete(index: Index, needs: Sequence[Wanted], most: int) -> float:
    starts, helpers, costs = [0], [], []
    local: dict[int, int] = {}
    for line in index.cheapest_of_all(needs, most):
        helpers += [local.setdefault(number, len(local)) for number in line.numbers]
        costs += line.costs
        starts.append(len(helpers))
    unserved = [UNSERVED_MINUTES[need.urgency] for need in needs]
    return assign(Graph(starts, helpers, costs, [1] * len(local), unserved)).total
