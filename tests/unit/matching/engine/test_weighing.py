"""Who is asked first of those who may be."""

from functools import reduce
from operator import add

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.matching.engine.model import Helper, Wanted
from services.matching.engine.rules.weighing.formula import (
    LEAST_CHANCE,
    MOST_CHANCE,
    MOST_PRICE,
    UNSERVED_MINUTES,
    chance,
    cost_of,
    habit,
)
from shared.contracts.words import Urgency
from tests.support.matching.engine.building import ASKS, KMS, helper, helpers, wish, wishes


@pytest.mark.long
@given(helpers, wishes, KMS, ASKS)
def test_a_cost_is_its_parts_and_none_is_negative(
    one: Helper, need: Wanted, km: float, asks: float
) -> None:
    cost = cost_of(one, need, km, asks)
    parts = (cost.waiting, cost.distance, cost.load, cost.disturbance, cost.scarcity)

    assert min(parts) >= 0
    # `sum` itself makes up for rounding since Python 3.12
    assert cost.total == reduce(add, parts)


@given(helpers, wishes, KMS, KMS, ASKS)
def test_nearer_never_costs_more(
    one: Helper, need: Wanted, a: float, b: float, asks: float
) -> None:
    near, far = sorted((a, b))

    assert cost_of(one, need, near, asks).total <= cost_of(one, need, far, asks).total


@given(some.sampled_from(Urgency), helpers, KMS, ASKS)
def test_any_helper_in_finland_costs_less_than_leaving_the_need_unserved(
    urgency: Urgency, one: Helper, km: float, asks: float
) -> None:
    dearest = cost_of(one, wish(urgency=urgency), km, asks, price=MOST_PRICE)

    assert dearest.total < UNSERVED_MINUTES[urgency]


def test_the_more_urgent_the_more_it_costs_to_leave() -> None:
    costs = [UNSERVED_MINUTES[urgency] for urgency in Urgency]

    assert costs == sorted(costs, reverse=True)


def test_a_habit_is_half_until_there_is_a_history() -> None:
    assert habit(asked=0, accepted=0) == 0.5
    assert habit(asked=6, accepted=6) == 0.8
    assert habit(asked=6, accepted=0) == 0.2


@given(some.floats(0, 1), KMS, ASKS)
def test_a_chance_is_never_nothing_and_never_sure(accepts: float, km: float, asks: float) -> None:
    assert LEAST_CHANCE <= chance(accepts, km, asks) <= MOST_CHANCE


def test_load_and_asks_make_dearer() -> None:
    plain = cost_of(helper(), wish(), 3, 0).total

    assert cost_of(helper(load=1), wish(), 3, 0).total > plain
    assert cost_of(helper(), wish(), 3, 1).total > plain
