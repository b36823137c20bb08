"""The index finds what looking at everyone finds."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from math import inf, nan
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deploy.simulating.worlds import Size, make
from services.matching.engine.model import Helper, Place, Reason, Wanted, km_between
from services.matching.engine.rules.eligibility import UNFIT, why_not
from services.matching.engine.rules.index import Index
from services.matching.engine.rules.index.columns import UnusableHelperError, rounded
from services.matching.engine.rules.packing import class_of
from services.matching.engine.rules.prices import Prices
from services.matching.engine.rules.week_limits import recent_asks
from services.matching.engine.rules.weighing.formula import cost_of
from shared.contracts.words import Urgency
from tests.support.matching.engine.building import MINUTE, helper, helpers, north, wish, wishes
from tests.support.matching.volunteers.building import JUVA

rosters = some.lists(helpers, max_size=12, unique_by=lambda one: one.number)
Build = Callable[[Iterable[Helper]], Index]


def compiled(roster: Iterable[Helper]) -> Index:
    """Compile whatever the size."""
    searching = pytest.importorskip("services.matching.engine.rules.compiled.index")

    class Eager(searching.CompiledIndex):  # type: ignore[misc,name-defined]
        WORTH_COMPILING = 0

    made: Index = Eager.of(roster)
    return made


BUILDS = [
    pytest.param(Index.of, id="numpy"),
    pytest.param(
        compiled,
        id="compiled",
        marks=[
            pytest.mark.skipif(find_spec("numba") is None, reason="numba is not installed"),
            pytest.mark.long,  # the compiler takes nine seconds, and as long in test_assigning
        ],
    ),
]


def as_held(roster: Sequence[Helper]) -> list[Helper]:
    """Give helpers with places as precise as the index keeps them."""
    return [replace(one, place=rounded(one.place) if one.place else None) for one in roster]


def line(
    roster: Sequence[Helper], need: Wanted, most: int, prices: Prices | None = None
) -> list[tuple[float, int]]:
    """Look at everyone: costs and numbers, the cheapest first."""
    return among(as_held(roster), need, most, prices or Prices())


def among(
    held: Sequence[Helper], need: Wanted, most: int, charged: Prices
) -> list[tuple[float, int]]:
    able = [one for one in held if why_not(one, need) is None]
    costs = [
        cost_of(
            one,
            need,
            km_between(one.place, need.place),
            recent_asks(one, need),
            charged.of(class_of(one)),
        ).total
        for one in able
    ]
    return sorted(zip(costs, (one.number for one in able), strict=True))[:most]


def found(index: Index, need: Wanted, most: int, prices: Prices | None = None) -> object:
    """Search, in the same form."""
    result = index.cheapest(need, most, prices)
    return list(zip(result.costs, result.numbers, strict=True))


@pytest.mark.long
@pytest.mark.parametrize("build", BUILDS)
@given(roster=rosters, need=wishes, most=some.integers(1, 5))
def test_the_cheapest_are_those_of_looking_at_everyone(
    build: Build, roster: list[Helper], need: Wanted, most: int
) -> None:
    assert found(build(roster), need, most) == line(roster, need, most)


@dataclass(frozen=True, slots=True)
class Country:
    """Many people and requests, and what looking at everyone finds for each."""

    roster: Sequence[Helper]
    prices: Prices
    wanted: Sequence[tuple[Wanted, list[tuple[float, int]]]]


@cache
def country() -> Country:
    """Look at everyone once for all builds."""
    world = make("finland", Size(volunteers=3000, requests_per_day=60, days=1), 1)
    roster = [person.helper for person in world.people]
    prices, held = Prices({class_of(one): 3.0 for one in roster[:500]}), as_held(roster)
    needs = [request.need for request in world.requests]
    return Country(roster, prices, [(need, among(held, need, 20, prices)) for need in needs])


@pytest.mark.long
@pytest.mark.parametrize("build", BUILDS)
def test_in_a_whole_country_nothing_differs_from_looking_at_everyone(build: Build) -> None:
    index = build(country().roster)

    assert len(country().wanted) > 30
    for need, cheapest in country().wanted:
        assert found(index, need, 20, country().prices) == cheapest


@pytest.mark.long
@given(rosters, rosters, some.frozensets(some.integers(1, 9)), wishes)
def test_what_was_put_and_dropped_is_as_if_built_so(
    before: list[Helper], changes: list[Helper], gone: frozenset[int], need: Wanted
) -> None:
    index = Index.of(before)
    for one in changes:
        index.put(one)
    for number in gone:
        index.drop(number)

    merged = {one.number: one for one in [*before, *changes]}
    after = [one for number, one in merged.items() if number not in gone]
    assert len(index) == len(after)
    assert found(index, need, 9) == line(after, need, 9)
    assert [index.helper(one.number) for one in after] == as_held(after)
    assert all(index.helper(number) is None for number in gone)


@pytest.mark.long
def test_many_changes_sort_anew_and_lose_nobody() -> None:
    index = Index.of([helper(0, place=north(300))])
    for number in range(1, 10_000):
        index.put(helper(number, place=north(number % 97)))

    assert len(index) == 10_000
    assert index.cheapest(wish(), 3).numbers == [97, 194, 291]


@pytest.mark.long
@given(rosters, some.randoms(use_true_random=False), wishes)
def test_the_order_in_which_people_came_changes_nothing(
    roster: list[Helper], random: Random, need: Wanted
) -> None:
    shuffled = random.sample(roster, len(roster))

    assert found(Index.of(roster), need, 9) == found(Index.of(shuffled), need, 9)


@pytest.mark.long
@given(rosters, wishes, some.floats(0, 200))
def test_a_tally_counts_the_first_refusal_of_everyone_near(
    roster: list[Helper], need: Wanted, within_km: float
) -> None:
    near = [one for one in as_held(roster) if km_between(one.place, need.place) <= within_km]

    assert Index.of(roster).tally(need, within_km) == Counter(why_not(one, need) for one in near)


@pytest.mark.long
@given(rosters, wishes)
def test_the_counts_are_of_everyone_when_the_line_is_not_full(
    roster: list[Helper], need: Wanted
) -> None:
    result = Index.of(roster).cheapest(need, 20)
    reasons = Counter(why_not(one, need) for one in as_held(roster))

    anybody = replace(need, asked=frozenset(), blocked=frozenset())
    unfit = {*UNFIT, Reason.OFF_DUTY}
    if not need.is_quiet:
        assert result.fitting == sum(why_not(one, anybody) not in unfit for one in as_held(roster))
        assert result.at_cap == reasons[Reason.AT_WEEKLY_CAP]
        assert result.asked_enough == reasons[Reason.ASKED_ENOUGH]


@pytest.mark.parametrize("build", BUILDS)
def test_nobody_and_everyone_at_their_cap_give_an_empty_line(build: Build) -> None:
    full = [helper(number, load=2) for number in range(5)]

    assert build([]).cheapest(wish(), 20).numbers == []
    assert build(full).cheapest(wish(), 20).numbers == []
    assert build(full).cheapest(wish(), 20).at_cap == 5


@pytest.mark.parametrize("build", BUILDS)
def test_equal_costs_are_in_the_order_of_the_roster(build: Build) -> None:
    assert build([helper(n) for n in (7, 3, 5, 1)]).cheapest(wish(), 3).numbers == [1, 3, 5]


@pytest.mark.parametrize(
    "broken",
    [
        {"place": Place(nan, 0, 0)},
        {"place": Place(0, inf, 0)},
        {"load": -1},
        {"load": 300},
        {"weekly_cap": 0},
    ],
)
def test_numbers_that_cannot_be_are_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(UnusableHelperError):
        Index.of([helper(**broken)])
    with pytest.raises(UnusableHelperError):
        Index.of([]).put(helper(**broken))


def test_a_change_of_load_alone_is_seen_at_once() -> None:
    index = Index.of([helper(1), helper(2, place=north(5))])

    index.put(helper(1, load=2))
    without = index.cheapest(wish(), 1).numbers
    index.put(helper(1, load=0, asked=9, accepted=9))
    again = index.cheapest(wish(urgency=Urgency.NO_HURRY, minute=MINUTE + 1), 1).numbers

    assert (without, again) == ([2], [1])


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("radius", [None, 2])
def test_a_widened_search_finds_who_lives_a_little_further(
    build: Build, radius: int | None
) -> None:
    there = {"areas": frozenset({JUVA}), "radius_km": radius}
    roster = as_held([helper(each, place=north(each / 10), **there) for each in range(1, 601)])
    need, index = wish(place=north(-5), wider_km=10.0), build(roster)

    found = index.cheapest(need, 1000).numbers

    expected = [one.number for one in roster if why_not(one, need) is None]
    assert 0 < len(expected) < len(roster)
    assert sorted(found) == expected
    assert index.cheapest(replace(need, wider_km=0.0), 1000).numbers == []
