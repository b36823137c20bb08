"""When somebody is there, and for what an organisation is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.partners.model import OpenHours
from services.matching.partners.rules.hours import DAY, read_day, spans_of_day, told_day
from services.matching.partners.rules.scope import Unfit, serves, unfit_for
from shared.clock import HELSINKI
from shared.contracts.partner_words import PartnerStanding
from shared.contracts.words import ServiceLine
from tests.support.matching.partners.building import partner

MINUTES = st.integers(0, DAY)
FOOD, HEALTH = ServiceLine.FOOD, ServiceLine.WELLBEING


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9-16", [(540, 960)]),
        ("9.00\u201312.00, 13.30-16", [(540, 720), (810, 960)]),
        ("13:30 - 16 ; 9 - 12", [(540, 720), (810, 960)]),
        ("0-24", [(0, 1440)]),
        ("  ", []),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, read: list[tuple[int, int]]) -> None:
    assert read_day(3, typed) == tuple(OpenHours(3, *each) for each in read)


@pytest.mark.parametrize(
    "typed", ["9", "16-9", "9-9", "9-25", "9-24.30", "9.60-10", "9-12, 11-13", "ma 9-12", "9-12-15"]
)
def test_what_is_no_time_is_not_guessed_at(typed: str) -> None:
    assert read_day(0, typed) is None


@given(
    st.lists(st.integers(0, DAY), unique=True, max_size=8).filter(lambda all_: not len(all_) % 2)
)
def test_what_is_written_of_a_day_is_read_again(minutes: set[int]) -> None:
    marks = iter(sorted(minutes))
    spans = tuple(OpenHours(5, opens, closes) for opens, closes in zip(marks, marks, strict=True))

    read = read_day(5, told_day(spans, 5))

    assert read == spans
    assert all(before.closes <= after.opens for before, after in pairwise(read or ()))


@pytest.mark.parametrize(
    ("midnight", "hours", "spans"),
    [
        (datetime(2026, 11, 30), (OpenHours(0, 540, 960),), [(7 * 60, 14 * 60)]),  # noqa: DTZ001
        (datetime(2026, 11, 29), (OpenHours(0, 540, 960),), []),  # noqa: DTZ001
        (datetime(2026, 10, 25), (OpenHours(6, 234, 240),), [(54, 120)]),  # noqa: DTZ001
        (datetime(2026, 3, 29), (OpenHours(6, 120, 300),), [(0, 120)]),  # noqa: DTZ001
    ],
)
def test_somebody_is_there_by_the_clock_they_came_by(
    midnight: datetime, hours: tuple[OpenHours, ...], spans: list[tuple[int, int]]
) -> None:
    utc = midnight.replace(tzinfo=UTC)

    assert spans_of_day(hours, midnight.replace(tzinfo=HELSINKI)) == [
        tuple(utc + timedelta(minutes=minute) for minute in span) for span in spans
    ]


def test_each_reason_why_an_organisation_is_not_asked_is_given() -> None:
    cleared = replace(partner(), cleared_for_health=True)
    resting = partner(standing=PartnerStanding.PAUSED)

    assert unfit_for(partner(), FOOD, "491") == ()
    assert unfit_for(partner(), HEALTH, "491") == (Unfit.NOT_CLEARED,)
    assert unfit_for(cleared, HEALTH, "491") == ()
    assert unfit_for(resting, ServiceLine.CULTURE, "999") == (
        Unfit.NOT_JOINED,
        Unfit.LINE,
        Unfit.AREA,
    )
    assert serves(partner(), FOOD, "178")
    assert not serves(partner(), FOOD, "999")
