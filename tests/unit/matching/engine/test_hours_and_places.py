"""Hours of the week, minutes and distances, as the engine reckons with them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.matching.engine.model import (
    ALWAYS,
    UNKNOWN_KM,
    Place,
    hours_from,
    km_between,
    minute_of,
)
from tests.support.matching.building import NOW

HELSINKI = ZoneInfo("Europe/Helsinki")


def test_a_day_from_noon_is_this_afternoon_and_tomorrow_morning() -> None:
    noon_on_wednesday = datetime(2026, 11, 25, 12, tzinfo=HELSINKI)

    bits = hours_from(noon_on_wednesday, timedelta(hours=24))

    hours = [hour for hour in range(168) if bits >> hour & 1]
    assert hours == list(range(2 * 24 + 12, 2 * 24 + 12 + 25))


@given(some.datetimes(), some.integers(1, 400))
def test_hours_go_round_the_week_and_never_out_of_it(local: datetime, span: int) -> None:
    bits = hours_from(local, timedelta(hours=span))

    assert 0 < bits <= ALWAYS
    assert bits.bit_count() == min(168, span + 1)
    assert bits >> (local.weekday() * 24 + local.hour) & 1


def test_distances_are_those_of_the_map() -> None:
    mikkeli, helsinki = Place.at(61.6886, 27.2723), Place.at(60.1699, 24.9384)

    assert km_between(mikkeli, helsinki) == pytest.approx(210.6, abs=0.5)
    assert km_between(mikkeli, None) == UNKNOWN_KM
    assert mikkeli.degrees() == pytest.approx((61.6886, 27.2723))


def test_a_minute_is_counted_by_the_clock_of_the_store() -> None:
    assert minute_of(NOW + timedelta(minutes=1)) == minute_of(NOW) + 1
