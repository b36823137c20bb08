"""How much further a widened search goes."""

from datetime import timedelta

import pytest

from services.matching.engine.rules.eligibility import covers
from services.matching.engine.rules.policy import MOST_ASKS, Policy, SearchState, seats
from services.matching.engine.rules.widening import (
    MOST_STEPS,
    ask_limit,
    more_at_once,
    widened,
    wider_km,
)
from shared.contracts.ask_words import SoftLimit
from shared.contracts.words import Urgency
from tests.support.matching.engine.building import helper, north, wish
from tests.support.matching.volunteers.building import JUVA


def test_each_limit_goes_a_step_further_and_then_no_more() -> None:
    steps: tuple[str, ...] = ()
    for _ in range(MOST_STEPS):
        steps = widened(steps, ["radius", "radius"])

    assert steps == ("radius",) * MOST_STEPS
    assert widened(steps, ["radius"]) == steps
    assert widened(steps, ["radius", "rest"]) == (*steps, "rest")


def test_a_limit_of_a_later_version_is_none() -> None:
    assert widened((), ["the_moon", "silent"]) == ("silent",)


def test_every_limit_is_passed_by_its_own_steps_alone() -> None:
    assert [wider_km(("radius",)), more_at_once(("at_once",) * 2)] == [10.0, 4]
    for limit in SoftLimit:
        passed = (wider_km((limit,)) > 0, more_at_once((limit,)) > 0, ask_limit(3, (limit,)) > 3)
        expected = [each is limit for each in (SoftLimit.RADIUS, SoftLimit.AT_ONCE, SoftLimit.REST)]
        assert list(passed) == expected


@pytest.mark.parametrize("usual", [MOST_ASKS - 1, MOST_ASKS, float("inf")])
def test_nobody_bears_more_asks_than_any_policy_allows(usual: float) -> None:
    assert ask_limit(usual, ("rest",) * MOST_STEPS) == max(usual, MOST_ASKS)


@pytest.mark.parametrize(("km", "goes"), [(29.0, True), (31.0, False)])
def test_a_radius_reaches_a_step_further(km: float, goes: bool) -> None:
    near = helper(radius_km=20, areas=frozenset({JUVA}))

    assert covers(near, wish(place=north(km), wider_km=10.0)) is goes
    assert not covers(near, wish(place=north(km)))


@pytest.mark.parametrize(("km", "goes"), [(9.0, True), (11.0, False)])
def test_who_goes_by_towns_goes_so_far_from_home(km: float, goes: bool) -> None:
    near = helper(areas=frozenset({JUVA}))

    assert covers(near, wish(place=north(km), wider_km=10.0)) is goes
    assert not covers(near, wish(place=north(km)))


@pytest.mark.parametrize("homeless", [True, False])
def test_where_a_place_is_not_known_only_towns_count(homeless: bool) -> None:
    near = helper(areas=frozenset({JUVA}), radius_km=60, place=None if homeless else north(0))
    need = wish(place=north(0) if homeless else None, wider_km=30.0)

    assert not covers(near, need)


def test_more_are_asked_at_once_up_to_the_most_of_the_policy() -> None:
    def asked(more: int) -> int:
        standing = SearchState(
            urgency=Urgency.NO_HURRY, waited=timedelta(), open_now=0, more_at_once=more
        )
        return seats(Policy(most_at_once=4), standing)

    assert [asked(more) for more in (0, 2, 4)] == [1, 3, 4]
