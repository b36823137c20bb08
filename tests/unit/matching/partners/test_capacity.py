"""How much an organisation can take: nothing, so many, as much as comes, or nobody knows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.partners.model import Capacity
from services.matching.partners.rules.capacity import (
    Room,
    holds,
    left_in,
    period_of,
    reminded_on,
    room_in,
)
from shared.contracts.partner_words import CapacityPeriod, CapacityUnit
from tests.support.matching.partners.building import BAGS, MAY

DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
CAPACITIES = st.builds(
    Capacity,
    st.none() | st.integers(0, 100_000),
    st.sampled_from(CapacityUnit),
    st.sampled_from(CapacityPeriod),
    st.none() | DAYS,
)


@given(CAPACITIES, st.integers(0, 200_000), DAYS)
def test_what_is_left_and_whether_one_more_fits_agree(
    capacity: Capacity, taken: int, on: date
) -> None:
    room, left = room_in(capacity, taken, on), left_in(capacity, taken, on)

    assert (room in {Room.SOME, Room.FULL}) is (left is not None)
    assert (room is Room.SOME) is bool(left)
    assert (room is Room.UNTOLD) is not holds(capacity, on)
    assert (room is Room.UNLIMITED) is (holds(capacity, on) and capacity.amount is None)


@given(CAPACITIES, st.integers(0, 100_000), DAYS)
def test_whoever_takes_one_more_never_has_more_room(
    capacity: Capacity, taken: int, on: date
) -> None:
    before, after = (left_in(capacity, number, on) for number in (taken, taken + 1))

    assert (before is None) is (after is None)
    assert before is None or after == max(0, before - 1)


@given(st.sampled_from(CapacityPeriod), DAYS)
def test_every_day_is_in_one_period_and_the_next_begins_when_it_ends(
    per: CapacityPeriod, on: date
) -> None:
    first, last = period_of(per, on)

    assert first <= on <= last
    assert period_of(per, first) == period_of(per, last) == (first, last)
    assert period_of(per, last + timedelta(days=1))[0] == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("capacity", "taken", "room"),
    [
        (BAGS, 19, Room.SOME),
        (BAGS, 20, Room.FULL),
        (Capacity(0, CapacityUnit.BAGS), 0, Room.FULL),
        (Capacity(None, CapacityUnit.BAGS), 10**6, Room.UNLIMITED),
        (None, 0, Room.UNTOLD),
    ],
)
def test_twenty_bags_none_unlimited_and_not_told(
    capacity: Capacity | None, taken: int, room: Room
) -> None:
    assert room_in(capacity, taken, MAY) is room


def test_what_holds_until_the_end_of_may_holds_on_its_last_day_and_not_in_june() -> None:
    assert room_in(BAGS, 0, MAY) is Room.SOME
    assert room_in(BAGS, 0, MAY + timedelta(days=1)) is Room.UNTOLD
    assert reminded_on(BAGS) == date(2027, 5, 28)
    assert reminded_on(Capacity(5, CapacityUnit.MEALS)) is None
