"""A roster that keeps changing, and what can not be put into it."""

from collections import Counter
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.matching.engine.model import Helper, Place, Wanted, km_between
from services.matching.engine.rules.eligibility import why_not
from services.matching.engine.rules.index import Index
from services.matching.engine.rules.index.columns import UnusableHelperError, rounded
from services.matching.engine.rules.week_limits import recent_asks
from services.matching.engine.rules.weighing.formula import cost_of
from tests.support.matching.engine.building import (
    CENTRE,
    MINUTE,
    helper,
    helpers,
    north,
    wish,
    wishes,
)
from tests.support.matching.volunteers.building import JUVA, MIKKELI

ELSEWHERE = "905"


def held(one: Helper) -> Helper:
    """Give a helper with a place as precise as the index keeps it."""
    return replace(one, place=rounded(one.place) if one.place else None)


def line(roster: dict[int, Helper], need: Wanted) -> list[tuple[float, int]]:
    """Look at everyone."""
    able = [one for one in map(held, roster.values()) if why_not(one, need) is None]
    return sorted(
        (
            cost_of(one, need, km_between(one.place, need.place), recent_asks(one, need)).total,
            one.number,
        )
        for one in able
    )


def found(index: Index, need: Wanted) -> list[tuple[float, int]]:
    """Search, in the same form."""
    result = index.cheapest(need, 1000)
    return list(zip(result.costs, result.numbers, strict=True))


def test_someone_new_who_then_names_other_municipalities_is_found_there() -> None:
    index = Index.of([helper(1)])
    index.put(helper(2))

    index.put(helper(2, areas=frozenset({JUVA, ELSEWHERE})))

    assert index.cheapest(wish(municipality=ELSEWHERE), 5).numbers == [2]
    assert index.cheapest(wish(municipality=MIKKELI), 5).numbers == [1]


@pytest.mark.long
@given(some.lists(helpers | some.integers(1, 9), max_size=30), wishes)
def test_however_often_people_change_the_last_word_counts(
    changes: list[Helper | int], need: Wanted
) -> None:
    index, roster = Index.of([]), dict[int, Helper]()
    for change in changes:
        if isinstance(change, int):
            index.drop(change)
            roster.pop(change, None)
        else:
            index.put(change)
            roster[change.number] = change

    assert len(index) == len(roster)
    assert found(index, need) == line(roster, need)


def test_a_long_life_of_changes_is_as_if_built_anew() -> None:
    draw = Random(4)  # noqa: S311  # the same life every time
    roster = {number: helper(number) for number in range(600)}
    index = Index.of(roster.values())

    for _ in range(2000):
        number = draw.randrange(900)
        roster[number] = _someone(number, draw)
        index.put(roster[number])

    for need in (wish(), wish(municipality=ELSEWHERE, place=None), wish(place=north(80))):
        tally = Counter(why_not(held(one), need) for one in roster.values())
        assert found(index, need) == line(roster, need)
        assert index.tally(need, 20_000) == tally


def _someone(number: int, draw: Random) -> Helper:
    return helper(
        number,
        place=None if draw.random() < 0.2 else north(draw.uniform(-300, 300)),
        areas=frozenset(draw.sample((MIKKELI, JUVA, ELSEWHERE, "005", "010"), draw.randrange(4))),
        radius_km=draw.choice((None, 5, 40, 400)),
        load=draw.randrange(3),
        rested_at=MINUTE + draw.randrange(5000),
        asked=draw.randrange(9),
    )


@pytest.mark.parametrize(
    ("before", "after", "need"),
    [
        ({"on_duty": False}, {}, {}),
        ({"categories": frozenset()}, {}, {}),
        ({"radius_km": 5}, {"radius_km": 60}, {"place": north(50), "municipality": JUVA}),
        ({"areas": frozenset({JUVA})}, {}, {}),
        ({"place": north(-400), "radius_km": 5}, {"radius_km": 5}, {}),
        ({"hours": 0b10}, {}, {"hours": 0b01}),
    ],
)
def test_someone_long_on_the_roster_who_becomes_able_is_found(
    before: dict[str, Any], after: dict[str, Any], need: dict[str, Any]
) -> None:
    index = Index.of(helper(number, **before) for number in range(1000))
    assert index.cheapest(wish(**need), 5).numbers == []

    index.put(helper(700, **after))

    assert index.cheapest(wish(**need), 5).numbers == [700]


def test_someone_long_on_the_roster_who_becomes_the_readiest_comes_first() -> None:
    far = 5.0
    near = [helper(number, asked=8, accepted=4) for number in range(3000)]
    away = [helper(number, place=north(far), asked=8) for number in range(3000, 6000)]
    index = Index.of([*near, *away])

    index.put(helper(5000, place=north(far), asked=8, accepted=8))

    assert index.cheapest(wish(), 1).numbers == [5000]


@pytest.mark.long
def test_of_twenty_thousand_distances_none_differs_in_the_last_digit() -> None:
    draw = Random(5)  # noqa: S311  # the same places every time
    roster = {
        number: helper(number, place=north(draw.uniform(-500, 500)), radius_km=2000)
        for number in range(20_000)
    }
    result = Index.of(roster.values()).cheapest(wish(), 20_000)

    expected = [km_between(held(roster[number]).place, CENTRE) for number in result.numbers]
    assert result.kms == expected


@pytest.mark.parametrize(
    "broken",
    [
        {"number": -1},
        {"number": 2**31},
        {"place": Place(3, 0, 0)},
        {"place": Place(1e300, 0, 0)},
        {"radius_km": -1},
        {"radius_km": 65_535},
        {"radius_km": 70_000},
        {"weekly_cap": 256},
        {"asked": -1},
        {"accepted": -1},
        {"rested_at": 2**31},
    ],
)
def test_what_cannot_be_is_refused_by_name_and_changes_nothing(broken: dict[str, Any]) -> None:
    index = Index.of([helper(1), helper(2)])

    with pytest.raises(UnusableHelperError):
        index.put(replace(helper(1), **broken))
    with pytest.raises(UnusableHelperError):
        Index.of([replace(helper(1), **broken)])

    assert index.cheapest(wish(), 5).numbers == [1, 2]


def test_nobody_is_found_for_whoever_wants_nobody() -> None:
    assert Index.of([helper(1)]).cheapest(wish(), 0).numbers == []
