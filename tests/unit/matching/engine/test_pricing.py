"""Scarcity prices: learned, bounded, and never a reason to leave anyone unserved."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf, nan
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.matching.engine.rules.assigning import Graph, assign
from services.matching.engine.rules.prices import MOST_CLASSES, Prices, UnusablePriceError
from services.matching.engine.rules.weighing.formula import MOST_PRICE, UNSERVED_MINUTES
from tests.support.matching.graphs import graph_of, rows_of

BILINGUAL, OTHER = "speaks both", "speaks one"
Classes = Sequence[str]

costs = some.floats(0.0, 60.0)
class_prices = some.dictionaries(some.integers(0, 3), some.floats(0.0, 1e9))


@some.composite
def batches(draw: some.DrawFn) -> Graph:
    """Make batches as the engine has them: nobody costs nearly as much as being unserved."""
    capacities = draw(some.lists(some.integers(0, 2), min_size=1, max_size=6))
    edges = some.tuples(some.integers(0, len(capacities) - 1), costs)
    rows = draw(some.lists(some.lists(edges, max_size=5), max_size=8))
    penalties = some.sampled_from(sorted(UNSERVED_MINUTES.values()))
    unserved = draw(some.lists(penalties, min_size=len(rows), max_size=len(rows)))
    return graph_of(rows, capacities, unserved)


def served(graph: Graph) -> int:
    return sum(helper >= 0 for helper in assign(graph).taken)


def charged(graph: Graph, prices: Sequence[float]) -> Graph:
    """Add each helper's price to the costs of asking them."""
    costs = zip(graph.costs, graph.helpers, strict=True)
    return replace(graph, costs=[cost + prices[helper] for cost, helper in costs])


def stream(seed: int) -> tuple[Classes, Graph]:
    """Make 40 needs, four in ten for bilinguals only, and as many helpers, half of them so."""
    chance = Random(seed)  # noqa: S311  # a made-up day
    classes = [BILINGUAL if chance.random() < 0.5 else OTHER for _ in range(40)]
    rows = []
    for _ in range(40):
        able = (BILINGUAL,) if chance.random() < 0.4 else (BILINGUAL, OTHER)
        near = [helper for helper in range(40) if chance.random() < 0.5]
        rows.append([(at, chance.uniform(5.0, 40.0)) for at in near if classes[at] in able])
    return classes, graph_of(rows, [1] * 40, [1000.0] * 40)


def served_at_once(classes: Classes, graph: Graph, prices: Prices) -> int:
    """Give each need, when it comes, the cheapest helper who is left."""
    taken: set[int] = set()
    for row in rows_of(graph):
        left = [(cost + prices.of(classes[at]), at) for at, cost in row if at not in taken]
        taken.update(at for _, at in sorted(left)[:1])
    return len(taken)


def learned_from(seeds: range) -> Prices:
    prices = Prices()
    for seed in seeds:
        classes, graph = stream(seed)
        solved = assign(charged(graph, [prices.of(key) for key in classes]))
        prices = prices.learn(classes, solved.prices)
    return prices


def test_who_is_scarce_becomes_dearer_than_who_is_not() -> None:
    prices = learned_from(range(1000, 1030))

    assert prices.of(BILINGUAL) > prices.of(OTHER)


def test_at_once_with_learned_prices_serves_more_of_the_days_that_follow() -> None:
    prices = learned_from(range(1000, 1030))
    days = [stream(seed) for seed in range(40)]

    without = sum(served_at_once(*day, Prices()) for day in days)
    priced = sum(served_at_once(*day, prices) for day in days)
    knowing_all = sum(served(graph) for _, graph in days)

    assert without < priced <= knowing_all
    assert priced - without >= 0.4 * (knowing_all - without)


@given(batches(), class_prices)
def test_prices_leave_nobody_unserved_who_would_be_served_without(
    graph: Graph, by_class: Mapping[Hashable, float]
) -> None:
    prices = Prices(by_class)

    dearer = charged(graph, [prices.of(at % 4) for at in range(len(graph.capacities))])

    assert served(dearer) == served(graph)


def test_a_price_comes_to_what_the_scarcity_is_worth_and_stays_near() -> None:
    """A batch that already charges a price shows only what is left of the scarcity."""
    course = [Prices()]

    for _ in range(200):
        left = max(0.0, 80.0 - course[-1].of("few"))
        course.append(course[-1].learn(["few"], [left]))

    assert all(60.0 <= prices.of("few") <= 80.0 for prices in course[10:])
    assert course[60].of("few") == pytest.approx(80.0, abs=0.1)


@pytest.mark.parametrize("dual", [0.0, 1e-12])
def test_a_class_seen_without_scarcity_falls_and_is_forgotten(dual: float) -> None:
    course = [Prices({"few": 80.0, "unseen": 80.0})]

    for _ in range(60):
        course.append(course[-1].learn(["few"], [dual]))

    assert all(after.of("few") <= before.of("few") for before, after in pairwise(course))
    assert dict(course[-1].by_class) == {"unseen": 80.0}


def test_a_class_costs_what_its_helpers_do_on_average() -> None:
    both = Prices().learn(["few", "few"], [60.0, 0.0])

    assert both == Prices().learn(["few"], [30.0])


@given(some.lists(some.floats(-1e300, 1e300), max_size=9))
def test_a_price_stays_within_bounds(duals: list[float]) -> None:
    prices = Prices()

    for dual in duals:
        prices = prices.learn(["few"], [dual])
        assert 0.0 <= prices.of("few") <= MOST_PRICE


@pytest.mark.parametrize("wrong", [nan, inf, -inf])
def test_what_is_no_number_is_refused(wrong: float) -> None:
    with pytest.raises(UnusablePriceError):
        Prices({"few": wrong})
    with pytest.raises(UnusablePriceError):
        Prices().learn(["few"], [wrong])


def test_learning_changes_nothing_that_was_known_before() -> None:
    before = Prices({"few": 10.0})

    before.learn(["few"], [90.0])

    assert before == Prices({"few": 10.0})


def test_of_too_many_classes_the_cheapest_are_forgotten() -> None:
    prices = Prices({at: 1.0 + at / 1e6 for at in range(MOST_CLASSES + 7)})

    assert len(prices.by_class) == MOST_CLASSES
    assert prices.of(6) == 0.0
    assert prices.of(7) > 0.0
