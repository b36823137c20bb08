"""The assignment is the best there is, proves it, and is the same in both forms."""

from dataclasses import replace
from importlib import import_module
from math import inf, nan
from random import Random
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.matching.engine.rules.assigning import (
    Assignment,
    Graph,
    Solver,
    UnusableGraphError,
    assign,
)
from services.matching.engine.rules.compiled import available
from tests.support.matching.engine.graphs import (
    graph_of,
    graphs,
    in_arrays,
    random_graph,
    renumbered,
)
from tests.support.matching.engine.oracles import (
    assert_proven,
    dense_matrix,
    flow_of,
    least_of_all,
    least_of_dense,
    least_of_flow,
    near,
)

prices_from = some.lists(some.floats(0.0, 2000.0), min_size=4, max_size=4)
PAIR = graph_of([[(0, 1.0), (1, 3.0)], [(0, 2.0)]], [1, 1], [50.0, 50.0])


def needs_compiler() -> Solver:
    if not available():
        pytest.skip("numba is not installed: there is no compiled form")
    module = import_module("services.matching.engine.rules.compiled.assigning")
    return cast("Solver", module.assign_compiled)


@pytest.fixture(params=["plain", "compiled"], scope="module")
def solve(request: pytest.FixtureRequest) -> Solver:
    return assign if request.param == "plain" else needs_compiler()


@pytest.fixture(scope="module")
def compiled() -> Solver:
    return needs_compiler()


@pytest.mark.long
@given(graphs())
def test_the_total_is_the_least_of_all_combinations(solve: Solver, graph: Graph) -> None:
    solved = solve(graph)

    assert solved.total == near(least_of_all(graph))
    assert_proven(graph, solved)


@given(graphs(), some.integers(0, 3))
def test_a_price_is_what_one_more_seat_would_save(graph: Graph, pick: int) -> None:
    helper = pick % len(graph.capacities)
    more = [room + (at == helper) for at, room in enumerate(graph.capacities)]

    solved = assign(graph)

    saved = solved.total - least_of_all(replace(graph, capacities=more))
    assert solved.prices[helper] == near(saved)


@pytest.mark.long
@given(graphs(9), prices_from)
def test_a_warm_start_gives_the_same_total(graph: Graph, prices: list[float]) -> None:
    cold = assign(graph)

    for start in (prices[: len(graph.capacities)], cold.prices):
        warm = assign(graph, start)
        assert warm.total == near(cold.total)
        assert_proven(graph, warm)


def test_start_prices_are_not_changed() -> None:
    start = [5.0, 7.0]

    assign(PAIR, start)

    assert start == [5.0, 7.0]


@pytest.mark.long
@given(graphs(9), some.randoms(use_true_random=False))
def test_another_order_gives_the_same_total(graph: Graph, chance: Random) -> None:
    other = renumbered(graph, chance)

    solved = assign(other)

    assert solved.total == near(assign(graph).total)
    assert_proven(other, solved)


def test_one_moves_over_so_that_both_are_served(solve: Solver) -> None:
    solved = solve(PAIR)

    assert (solved.taken, solved.total, solved.prices) == ([1, 0], 5.0, [2.0, 0.0])


@pytest.mark.parametrize(("unserved", "helper"), [(6.0, 0), (4.0, -1)])
def test_a_need_stays_unserved_only_if_that_is_cheaper(
    solve: Solver, unserved: float, helper: int
) -> None:
    solved = solve(graph_of([[(0, 5.0)]], [1], [unserved]))

    assert solved.taken == [helper]


@pytest.mark.parametrize(
    ("graph", "taken"),
    [
        (graph_of([[(0, 5.0)]], [1], [5.0]), [0]),
        (graph_of([[(0, 1.0), (1, 4.0)], [(0, 2.0)]], [1, 1], [9.0, 5.0]), [1, 0]),
        (graph_of([[(0, 1.0), (1, 1.0)], [(0, 2.0)]], [1, 1], [9.0, 2.0]), [1, 0]),
        (graph_of([[(0, 1.0)], [(0, 1.0), (1, 6.0)]], [1, 1], [6.0, 6.0]), [0, 1]),
    ],
)
def test_serving_is_better_than_not_at_the_same_cost(
    solve: Solver, graph: Graph, taken: list[int]
) -> None:
    assert solve(graph).taken == taken


def test_of_equals_the_first_is_taken_every_time(solve: Solver) -> None:
    graph = graph_of([[(2, 1.0), (0, 1.0), (1, 1.0)]] * 2, [1, 1, 1], [9.0, 9.0])

    assert {tuple(solve(graph).taken) for _ in range(3)} == {(2, 0)}


def test_no_needs_and_no_helpers_are_solved_at_once(solve: Solver) -> None:
    assert solve(graph_of([], [], [])) == Assignment([], 0.0, [], 0.0)
    assert solve(graph_of([[]], [], [3.0])) == Assignment([-1], 3.0, [], 0.0)


@pytest.mark.long
def test_ten_thousand_needs_are_solved_and_proven(solve: Solver) -> None:
    chance = Random(3)  # noqa: S311  # a made-up batch
    rows = [
        [(min(7_999, max(0, need + chance.randint(-40, 40))), chance.random()) for _ in range(8)]
        for need in (chance.randrange(8_000) for _ in range(10_000))
    ]
    graph = graph_of(rows, [chance.randint(1, 2) for _ in range(8_000)], [1000.0] * 10_000)

    assert_proven(graph, solve(graph))


def test_a_helper_with_endless_room_takes_no_memory_for_it(solve: Solver) -> None:
    solved = solve(graph_of([[(0, 5.0)]] * 3, [10**15], [9.0] * 3))

    assert (solved.taken, solved.prices, solved.gap) == ([0, 0, 0], [0.0], 0.0)


@pytest.mark.parametrize("wrong", [nan, inf, -inf, 1e13])
def test_costs_that_are_no_numbers_are_refused_by_name(solve: Solver, wrong: float) -> None:
    with pytest.raises(UnusableGraphError, match="costs"):
        solve(replace(PAIR, costs=[1.0, wrong, 2.0]))
    with pytest.raises(UnusableGraphError, match="unserved"):
        solve(replace(PAIR, unserved=[1.0, wrong]))


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("helpers", replace(PAIR, helpers=[0, 1, 2])),
        ("helpers", replace(PAIR, helpers=[0, -1, 0])),
        ("helpers", replace(PAIR, helpers=[0, 1])),
        ("capacities", replace(PAIR, capacities=[1, -1])),
        ("starts", replace(PAIR, starts=[0, 3])),
        ("starts", replace(PAIR, starts=[1, 2, 3])),
        ("starts", replace(PAIR, starts=[0, 2, 2])),
        ("starts", replace(PAIR, starts=[0, 4, 3])),
        ("starts", replace(PAIR, starts=[])),
    ],
)
def test_columns_that_do_not_fit_are_refused_by_name(
    solve: Solver, column: str, wrong: Graph
) -> None:
    with pytest.raises(UnusableGraphError, match=column):
        solve(wrong)


@pytest.mark.parametrize("prices", [[nan, 0.0], [inf, 0.0], [-1.0, 0.0], [1.0]])
def test_start_prices_that_are_none_are_refused(solve: Solver, prices: list[float]) -> None:
    with pytest.raises(UnusableGraphError, match="start prices"):
        solve(PAIR, prices)


@pytest.mark.long
def test_scipy_and_ortools_agree_on_300_random_graphs(solve: Solver) -> None:
    for seed in range(300):
        graph = random_graph(seed)

        solved = solve(graph)

        assert solved.total == near(least_of_dense(dense_matrix(graph)))
        assert solved.total == near(least_of_flow(flow_of(graph)))


@pytest.mark.long
@given(graphs(12), prices_from)
def test_the_compiled_form_gives_exactly_the_same(
    compiled: Solver, graph: Graph, prices: list[float]
) -> None:
    start = prices[: len(graph.capacities)]

    assert compiled(graph) == assign(graph)
    assert compiled(graph, start) == assign(graph, start)


def test_arrays_are_solved_as_lists_are(solve: Solver) -> None:
    for seed in range(50):
        graph = random_graph(seed)

        assert solve(in_arrays(graph)) == assign(graph)
