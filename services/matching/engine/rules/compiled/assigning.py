"""`assigning.assign`, compiled when it is first called: the same text, so the same results."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

import numpy as np

from services.matching.engine.rules import augmenting
from services.matching.engine.rules.assigning import Assignment, Graph, gap, refuse_unusable
from services.matching.engine.rules.augmenting import Columns, Seating
from services.matching.engine.rules.compiled.compiler import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from services.matching.engine.rules.augmenting import Ints, Reals


def assign_compiled(graph: Graph, start_prices: Sequence[float] | None = None) -> Assignment:
    """Solve as `assign` does; arrays of int64 and float64 are read where they are."""
    starts, helpers, capacities = map(_ints, (graph.starts, graph.helpers, graph.capacities))
    costs, unserved = map(_reals, (graph.costs, graph.unserved))
    prices = np.zeros(len(capacities))
    if start_prices is not None:
        prices = np.array(start_prices, np.float64)
    refuse_unusable(Graph(starts, helpers, costs, capacities, unserved), prices)
    order = np.argsort(-unserved, stable=True)
    columns = Columns(starts, helpers, costs, capacities, unserved, order)
    seating = _seating(columns, prices)
    total, bound = _solve()(columns, seating)
    taken = _nobody(len(unserved))
    edges = _ints(seating.edge_of)
    taken[edges >= 0] = helpers[edges[edges >= 0]]
    return Assignment(taken.tolist(), total, prices.tolist(), gap(total, bound))


def is_ready() -> bool:
    """Say whether it was compiled before: then a small graph is worth it too."""
    return _solve.cache_info().currsize > 0


def _ints(column: "Ints") -> "NDArray[np.int64]":
    return np.ascontiguousarray(column, np.int64)


def _reals(column: "Reals") -> "NDArray[np.float64]":
    return np.ascontiguousarray(column, np.float64)


def _nobody(length: int) -> "NDArray[np.int64]":
    return np.full(length, -1, np.int64)


def _seating(columns: Columns, prices: "NDArray[np.float64]") -> Seating:
    """Make room as `assign` does, in arrays."""
    many, needs = len(prices), len(columns.unserved)
    rooms = np.minimum(columns.capacities, np.bincount(columns.helpers, minlength=many))
    return Seating(
        prices,
        seats_from=np.concatenate(([0], np.cumsum(rooms))),
        free=rooms,
        sitting=_nobody(rooms.sum()),
        seat_of=_nobody(needs),
        edge_of=_nobody(needs),
        reached=np.full(many, np.inf),
        by_need=_nobody(many),
        by_edge=_nobody(many),
    )


@cache
def _solve() -> "Callable[[Columns, Seating], tuple[float, float]]":
    """Compile the functions of `augmenting`."""
    names = compiled(augmenting)
    return cast("Callable[[Columns, Seating], tuple[float, float]]", names["solve"])
