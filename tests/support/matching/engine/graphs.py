"""Small graphs for the solver: made up, random, and renumbered."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Final

import numpy as np
from hypothesis import strategies as some

from services.matching.engine.rules.assigning import Graph

Edge = tuple[int, float]
"""A helper and a cost."""

few_costs: Final = some.integers(-9, 9).map(float)
"""So few that many are equal."""
any_costs: Final = some.floats(-1000.0, 1000.0)


def graph_of(
    rows: Sequence[Sequence[Edge]], capacities: Sequence[int], unserved: Sequence[float]
) -> Graph:
    """Lay out the edges of each need."""
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row))
    helpers = [helper for row in rows for helper, _ in row]
    costs = [cost for row in rows for _, cost in row]
    return Graph(starts, helpers, costs, capacities, unserved)


def rows_of(graph: Graph) -> list[list[Edge]]:
    """Give the edges of each need."""
    edges = [
        (int(helper), float(cost)) for helper, cost in zip(graph.helpers, graph.costs, strict=True)
    ]
    return [edges[start:end] for start, end in pairwise(map(int, graph.starts))]


@some.composite
def graphs(draw: some.DrawFn, most_needs: int = 5) -> Graph:
    """Make tiny graphs, with parallel edges, empty rows and helpers without a seat."""
    costs = draw(some.sampled_from([few_costs, any_costs]))
    capacities = draw(some.lists(some.integers(0, 3), min_size=1, max_size=4))
    edges = some.tuples(some.integers(0, len(capacities) - 1), costs)
    rows = draw(some.lists(some.lists(edges, max_size=4), max_size=most_needs))
    unserved = draw(some.lists(costs, min_size=len(rows), max_size=len(rows)))
    return graph_of(rows, capacities, unserved)


def random_graph(seed: int) -> Graph:
    """Make a graph of up to 40 needs, with whole costs."""
    chance = Random(seed)  # noqa: S311  # a made-up graph
    needs, helpers = chance.randint(1, 40), chance.randint(1, 30)
    rows = [
        [(chance.randrange(helpers), chance.randint(0, 900)) for _ in range(chance.randint(0, 8))]
        for _ in range(needs)
    ]
    capacities = [chance.randint(0, 3) for _ in range(helpers)]
    return graph_of(rows, capacities, [chance.randint(0, 2000) for _ in range(needs)])


def renumbered(graph: Graph, chance: Random) -> Graph:
    """Put needs, helpers and edges in another order."""
    needs, helpers = list(range(len(graph.unserved))), list(range(len(graph.capacities)))
    chance.shuffle(needs)
    chance.shuffle(helpers)
    old = rows_of(graph)
    rows = [[(helpers.index(helper), cost) for helper, cost in old[need]] for need in needs]
    for row in rows:
        chance.shuffle(row)
    capacities = [graph.capacities[helper] for helper in helpers]
    return graph_of(rows, capacities, [graph.unserved[need] for need in needs])


def in_arrays(graph: Graph) -> Graph:
    """Give the same graph in numpy's arrays."""
    return Graph(
        np.array(graph.starts, np.int64),
        np.array(graph.helpers, np.int64),
        np.array(graph.costs, np.float64),
        np.array(graph.capacities, np.int64),
        np.array(graph.unserved, np.float64),
    )


def in_lists(graph: Graph) -> Graph:
    """Give the same graph in lists."""
    return Graph(
        [int(start) for start in graph.starts],
        [int(helper) for helper in graph.helpers],
        [float(cost) for cost in graph.costs],
        [int(room) for room in graph.capacities],
        [float(cost) for cost in graph.unserved],
    )
