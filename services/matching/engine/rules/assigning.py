"""One exact assignment for a whole batch: who is asked about what, so that all together cost least.

Successive shortest augmenting paths: needs come one after the other, and each takes the cheapest
way to a free seat, along which others move over, or to leaving someone unserved. The prices of
the helpers keep every step of a way from being negative, and prove the result in the end.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf, isfinite
from typing import TYPE_CHECKING, Final, Protocol

from services.matching.engine.rules.augmenting import Columns, Seating, solve

if TYPE_CHECKING:
    from services.matching.engine.rules.augmenting import Ints, Reals

MOST_COST: Final = 1e12
"""Beyond it sums would lose the minutes."""


class UnusableGraphError(ValueError):
    """The graph cannot be solved."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Who may be asked about what: row `i` holds the edges of need `i` (CSR)."""

    starts: "Ints"
    """Where each row starts, and after the last one the end."""
    helpers: "Ints"
    """Of each edge, counted from 0 within the batch."""
    costs: "Reals"
    """Of each edge; they may be negative."""
    capacities: "Ints"
    """Of each helper."""
    unserved: "Reals"
    """What leaving each need costs."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """The best assignment, with its proof."""

    taken: Sequence[int]
    """The helper of each need; -1: it stays unserved."""
    total: float
    prices: Sequence[float]
    """Of each helper: what one more seat of theirs would save; 0 unless they are full.

    After a warm start they prove the total as well, but may lie above that saving.
    """
    gap: float
    """How far the prices are from proving the total, relative to it; 0 is a proof."""


class Solver(Protocol):
    """`assign`, or its compiled form."""

    def __call__(self, graph: Graph, start_prices: Sequence[float] | None = None) -> Assignment:
        """Solve a graph, from the prices of a similar one if there are any."""
        ...


def assign(graph: Graph, start_prices: Sequence[float] | None = None) -> Assignment:
    """Solve exactly; equals are decided by urgency, then by the order of the columns."""
    starts, helpers, capacities = map(_ints, (graph.starts, graph.helpers, graph.capacities))
    costs, unserved = map(_reals, (graph.costs, graph.unserved))
    many = len(capacities)
    prices = [0.0] * many if start_prices is None else list(_reals(start_prices))
    refuse_unusable(Graph(starts, helpers, costs, capacities, unserved), prices)
    rooms = rooms_of(helpers, capacities)
    seating = Seating(
        prices,
        seats_from=[0, *accumulate(rooms)],
        free=rooms,
        sitting=[-1] * sum(rooms),
        seat_of=[-1] * len(unserved),
        edge_of=[-1] * len(unserved),
        reached=[inf] * many,
        by_need=[-1] * many,
        by_edge=[-1] * many,
    )
    order = sorted(range(len(unserved)), key=lambda need: -unserved[need])
    columns = Columns(starts, helpers, costs, capacities, unserved, order)
    total, bound = solve(columns, seating)
    taken = [helpers[edge] if edge >= 0 else -1 for edge in seating.edge_of]
    return Assignment(taken, total, prices, gap(total, bound))


def gap(total: float, bound: float) -> float:
    """Compare a total with the least it could be."""
    return abs(total - bound) / max(1.0, abs(total))


def refuse_unusable(graph: Graph, prices: "Reals") -> None:
    """Refuse by name what would make the search wrong or endless."""
    reason = _wrong_length(graph, prices) or _wrong_number(graph, prices)
    if reason is not None:
        raise UnusableGraphError(reason)


def _ints(column: "Ints") -> Sequence[int]:
    """Give plain numbers, which loops read faster than numpy's."""
    return column if isinstance(column, Sequence) else column.tolist()


def _reals(column: "Reals") -> Sequence[float]:
    return column if isinstance(column, Sequence) else column.tolist()


def rooms_of(helpers: Sequence[int], capacities: Sequence[int]) -> list[int]:
    """Count the seats of each helper that could ever be taken."""
    asked = Counter(helpers)
    return [min(capacity, asked[helper]) for helper, capacity in enumerate(capacities)]


def _wrong_length(graph: Graph, prices: "Reals") -> str | None:
    needs, edges = len(graph.unserved), len(graph.costs)
    starts = _ints(graph.starts)
    checks = (
        ("starts: not one for each need and the end", len(starts) == needs + 1),
        ("starts: not from the first edge to the last", [*starts[:1], *starts[-1:]] == [0, edges]),
        ("starts: not in order", all(start <= end for start, end in pairwise(starts))),
        ("helpers: not one for each cost", len(graph.helpers) == edges),
        ("start prices: not one for each helper", len(prices) == len(graph.capacities)),
    )
    return next((reason for reason, holds in checks if not holds), None)


def _wrong_number(graph: Graph, prices: "Reals") -> str | None:
    last = len(graph.capacities) - 1
    checks = (
        ("helpers: one who is not among them", graph.helpers, 0, last),
        ("capacities: negative", graph.capacities, 0, inf),
        ("costs: too large or no number", graph.costs, -MOST_COST, MOST_COST),
        ("unserved: too large or no number", graph.unserved, -MOST_COST, MOST_COST),
        ("start prices: negative, too large or no number", prices, 0.0, MOST_COST),
    )
    return next((reason for reason, *check in checks if _is_outside(*check)), None)


def _is_outside(column: "Reals", low: float, high: float) -> bool:
    if len(column) == 0:
        return False
    if isinstance(column, Sequence):
        least, most, total = min(column), max(column), sum(column)
    else:
        least, most, total = column.min(), column.max(), column.sum()
    # Only the sum is sure to show a NaN.
    return not (low <= least and most <= high and isfinite(total))
