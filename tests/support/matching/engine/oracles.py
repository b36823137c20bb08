"""What others say of a graph: every combination, the duality theorem, scipy, and OR-tools."""

from collections import Counter
from itertools import product
from typing import Final

import numpy as np
import pytest
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # type: ignore[import-untyped]
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from services.matching.engine.rules.assigning import Assignment, Graph
from tests.support.matching.engine.graphs import rows_of

SCALE: Final = 2**20
"""OR-tools reckons with whole numbers."""


def near(figure: float) -> object:
    """Equal but for rounding."""
    return pytest.approx(figure, rel=1e-9, abs=1e-9)


def _cost_of(graph: Graph, solved: Assignment) -> float:
    """Reckon what was taken costs, each need at its cheapest edge to the helper."""
    return sum(
        graph.unserved[need] if helper < 0 else min(cost for own, cost in row if own == helper)
        for need, (row, helper) in enumerate(zip(rows_of(graph), solved.taken, strict=True))
    )


def assert_proven(graph: Graph, solved: Assignment) -> None:
    """Check what was taken and the prices against the graph, without the solver's own word."""
    used = Counter(helper for helper in solved.taken if helper >= 0)
    assert all(used[helper] <= room for helper, room in enumerate(graph.capacities))
    assert _cost_of(graph, solved) == near(solved.total)
    least = sum(
        min([unserved, *(cost + solved.prices[helper] for helper, cost in row)])
        for row, unserved in zip(rows_of(graph), graph.unserved, strict=True)
    )
    seats = zip(graph.capacities, solved.prices, strict=True)
    assert least - sum(room * price for room, price in seats) == near(solved.total)
    assert solved.gap <= 1e-9
    for helper, (room, price) in enumerate(zip(graph.capacities, solved.prices, strict=True)):
        assert price >= 0
        assert price == near(0) or used[helper] == room


def least_of_all(graph: Graph) -> float:
    """Try every combination."""
    nobody = [(-1, cost) for cost in map(float, graph.unserved)]
    options = [[own, *row] for own, row in zip(nobody, rows_of(graph), strict=True)]
    return min(
        sum(cost for _, cost in choice)
        for choice in product(*options)
        if _fits(graph, [helper for helper, _ in choice])
    )


def _fits(graph: Graph, taken: list[int]) -> bool:
    return all(taken.count(helper) <= room for helper, room in enumerate(graph.capacities))


def dense_matrix(graph: Graph) -> NDArray[np.float64]:
    """Give each seat a column; who has no edge to it stays unserved there.

    There is a column for each need at least, so a need left unserved takes nobody's seat.
    """
    capacities, helpers = np.asarray(graph.capacities), np.asarray(graph.helpers, int)
    costs, unserved = np.asarray(graph.costs, float), np.asarray(graph.unserved, float)
    first = np.concatenate(([0], np.cumsum(capacities)))
    rows = np.repeat(np.arange(len(unserved)), np.diff(np.asarray(graph.starts)))
    columns = max(int(first[-1]), len(unserved))
    matrix = np.repeat(unserved[:, None], columns, axis=1)
    for seat in range(int(capacities.max(initial=0))):
        has = capacities[helpers] > seat
        np.minimum.at(matrix, (rows[has], first[helpers[has]] + seat), costs[has])
    return matrix


def least_of_dense(matrix: NDArray[np.float64]) -> float:
    """Ask scipy's dense solver."""
    return float(matrix[linear_sum_assignment(matrix)].sum())


def flow_of(graph: Graph) -> SimpleMinCostFlow:
    """Lay the graph out as a flow: source, needs, helpers, sink."""
    needs, helpers = len(graph.unserved), len(graph.capacities)
    flow, sink = SimpleMinCostFlow(), needs + helpers + 1
    rows = np.repeat(np.arange(1, needs + 1), np.diff(np.asarray(graph.starts)))
    ones, everyone = np.ones(needs, np.int64), np.arange(1, needs + 1)
    parts = (
        (np.zeros(needs, np.int64), everyone, ones, np.zeros(needs)),
        (rows, needs + 1 + np.asarray(graph.helpers, np.int64), np.ones(len(rows)), graph.costs),
        (everyone, np.full(needs, sink), ones, graph.unserved),
        (
            np.arange(needs + 1, sink),
            np.full(helpers, sink),
            graph.capacities,
            np.zeros(helpers),
        ),
    )
    tails, heads, rooms, costs = (np.concatenate(column) for column in zip(*parts, strict=True))
    whole = np.rint(costs * SCALE).astype(np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int64), heads.astype(np.int64), rooms.astype(np.int64), whole
    )
    flow.set_node_supply(0, needs)
    flow.set_node_supply(sink, -needs)
    return flow


def least_of_flow(flow: SimpleMinCostFlow) -> float:
    """Ask OR-tools."""
    if flow.solve() != flow.OPTIMAL:
        message = "OR-tools found no optimum"
        raise ValueError(message)
    return float(flow.optimal_cost()) / SCALE
