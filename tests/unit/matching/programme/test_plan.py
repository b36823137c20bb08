"""A plan is read with each time of its series, by the wall; or each wrong field says why."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.programme.model import Scope, Times
from services.matching.programme.rules.plan import MOST_TIMES, each_week, read_plan
from shared.clock import HELSINKI
from shared.contracts.words import ServiceLine
from tests.support.matching.building import NOW
from tests.support.matching.programme.building import ART
from tests.support.matching.volunteers.building import MIKKELI

SCOPE = Scope((ServiceLine.CULTURE, ServiceLine.FOOD), (MIKKELI,), NOW)
WEEK = timedelta(days=7)


def refused(**changed: str) -> dict[str, str]:
    read = read_plan(ART | changed, SCOPE, HELSINKI)
    return {} if isinstance(read, Times) else {each.field: each.code for each in read}


def test_an_art_hour_is_read() -> None:
    read = read_plan(ART, SCOPE, HELSINKI)

    assert isinstance(read, Times)
    assert (read.plan.title, read.plan.minutes, read.plan.seats) == ("Taidetunti", 90, 2)
    assert read.starts == [datetime(2026, 12, 1, 15, 30, tzinfo=UTC)]


@given(
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0)),
    st.integers(0, 400),
)
def test_a_series_is_at_the_same_hour_by_the_wall_of_each_week(
    day: date, hour: time, days: int
) -> None:
    first, until = datetime.combine(day, hour, HELSINKI), day + timedelta(days=days)

    times = each_week(first, until, HELSINKI)

    assert [each.time() for each in times] == [hour] * len(times)
    assert [each.date() for each in times] == [day + WEEK * at for at in range(len(times))]
    assert times[-1].date() <= until < times[-1].date() + WEEK


def test_a_series_over_the_change_of_clocks_stays_at_its_hour() -> None:
    until = {"day": "2026-12-01", "until": "2027-04-06"}
    read = read_plan(ART | until, SCOPE, HELSINKI)

    assert isinstance(read, Times)
    assert {f"{each.astimezone(HELSINKI):%H.%M}" for each in read.starts} == {"17.30"}
    assert len({each.astimezone(UTC).hour for each in read.starts}) == 2
    assert len(read.starts) == 19 <= MOST_TIMES


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"day": "2026-11-01"}, {"day": "past"}),
        ({"day": "2028-01-01"}, {"day": "far"}),
        ({"day": ""}, {"day": "missing"}),
        ({"day": "huomenna"}, {"day": "invalid"}),
        ({"hour": "25"}, {"hour": "invalid"}),
        ({"hour": ""}, {"hour": "missing"}),
        ({"until": "2026-11-30"}, {"until": "before"}),
        ({"until": "2028-12-01"}, {"until": "many"}),
        ({"until": "joulu"}, {"until": "invalid"}),
        ({"seats": "0"}, {"seats": "least"}),
        ({"place": ""}, {"place": "missing"}),
        ({"place": "", "link": "http://example.org"}, {"link": "https"}),
        ({"title": "@SUM(A1)"}, {"title": "formula"}),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    changed: dict[str, str], expected: dict[str, str]
) -> None:
    assert refused(**changed) == expected


def test_a_link_alone_is_enough() -> None:
    assert refused(place="", link="https://example.org/tunti") == {}
