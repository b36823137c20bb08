"""The formula's forms for many at once give the readable one's number, to the last bit."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.matching.engine.model import Helper, Wanted
from services.matching.engine.rules.compiled import available
from services.matching.engine.rules.weighing import arrays, loops
from services.matching.engine.rules.weighing.formula import (
    LOST_MINUTES,
    MOST_PRICE,
    cost_of,
    habit,
)
from tests.support.matching.engine.building import ASKS, KMS, helpers, wishes

PRICES = some.floats(0, MOST_PRICE)


def columns_of(helper: Helper) -> dict[str, Any]:
    held = {"asked": helper.asked, "accepted": helper.accepted}
    week = {"load": helper.load, "cap": helper.weekly_cap}
    return {name: np.array([value]) for name, value in (held | week).items()}


@pytest.mark.long
@given(helpers, wishes, KMS, ASKS, PRICES)
def test_columns_cost_what_the_formula_says(
    one: Helper, need: Wanted, km: float, asks: float, price: float
) -> None:
    lost = LOST_MINUTES[need.urgency]

    found = arrays.costs(columns_of(one), np.array([km]), np.array([asks]), np.array([price]), lost)

    assert found.tolist() == [cost_of(one, need, km, asks, price).total]


def compiled_cost() -> Callable[..., float]:
    compiler = import_module("services.matching.engine.rules.compiled.compiler")
    found: Callable[..., float] = compiler.compiled(loops)["cost"]
    return found


@pytest.mark.long
@pytest.mark.parametrize("is_compiled", [False, True])
def test_a_loop_costs_what_the_formula_says(*, is_compiled: bool) -> None:
    if is_compiled and not available():
        pytest.skip("numba is not installed")
    cost = compiled_cost() if is_compiled else loops.cost

    @given(helpers, wishes, KMS, ASKS, PRICES)
    def holds(one: Helper, need: Wanted, km: float, asks: float, price: float) -> None:
        share = one.load / one.weekly_cap
        lost = LOST_MINUTES[need.urgency]

        found = cost(one.asked, one.accepted, share, km, asks, price, lost)

        assert found == cost_of(one, need, km, asks, price).total

    holds()


@pytest.mark.long
@given(helpers, wishes, KMS, ASKS, PRICES)
def test_the_least_cost_is_the_same_in_both_forms_and_no_higher(
    one: Helper, need: Wanted, km: float, asks: float, price: float
) -> None:
    lost, accepts = LOST_MINUTES[need.urgency], habit(one.asked, one.accepted)

    least = loops.least_cost(accepts, km, lost)

    assert arrays.least_costs(np.array([accepts]), np.array([km]), lost).tolist() == [least]
    assert least <= cost_of(one, need, km, asks, price).total
