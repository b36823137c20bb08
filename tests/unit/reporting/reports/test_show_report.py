"""The days of a report and the lengths of its bars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.figures.model.facts import RequestState
from services.reporting.figures.model.report import Period
from services.reporting.reports.rules.period import Bar, bars, choose_period
from services.reporting.reports.use_cases.show import ShowReport, ShowTimeline
from tests.support.reporting.building import DAY, helped, named, unmatched
from tests.support.reporting.event_log.fakes import FakeJourneys
from tests.support.reporting.fakes import FakeStore
from tests.support.reporting.figures.fakes import FakeFigures
from tests.support.reporting.stories import record

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("first", "last", "first_known", "expected"),
    [
        (None, None, None, Period(DAY, DAY)),
        (None, None, MAY, Period(MAY, DAY)),
        (JUNE, None, MAY, Period(JUNE, DAY)),
        (None, JUNE, MAY, Period(MAY, JUNE)),
        (None, MAY, JUNE, Period(MAY, MAY)),
        (JUNE, MAY, None, Period(MAY, JUNE)),
        (date(2027, 1, 1), None, MAY, Period(date(2027, 1, 1), date(2027, 1, 1))),
    ],
)
def test_the_period_is_what_was_asked_for_or_everything(
    first: date | None, last: date | None, first_known: date | None, expected: Period
) -> None:
    assert choose_period(first, last, first_known=first_known, today=DAY) == expected


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.none() | days, st.none() | days, st.none() | days, days)
def test_a_period_never_ends_before_it_begins(
    first: date | None, last: date | None, first_known: date | None, today: date
) -> None:
    period = choose_period(first, last, first_known=first_known, today=today)

    assert period.first <= period.last


def test_bars_are_measured_against_the_longest_and_shares_against_all() -> None:
    assert bars([("a", 1), ("b", 3), ("c", 0)]) == [
        Bar("b", 3, 100.0, 75.0),
        Bar("a", 1, 33.3, 25.0),
    ]


def test_nothing_has_no_bars() -> None:
    assert bars([("a", 0)]) == []
    assert bars([]) == []


async def test_a_report_covers_everything_until_today_unless_asked() -> None:
    store = FakeStore()
    await record(store, *helped("one"))
    reports = ShowReport(
        FakeFigures(store), FakeJourneys(store), today=lambda: DAY + timedelta(days=2)
    )

    report = await reports.show_report(None, None)

    assert report.period == Period(DAY, DAY + timedelta(days=2))
    assert report.figures.totals.completed == 1


async def test_a_timeline_says_where_the_request_stands() -> None:
    store = FakeStore()
    await record(store, *helped("one"), unmatched("unheard"))
    timelines = ShowTimeline(FakeJourneys(store))

    known = await timelines.show_timeline(named("one"))
    unheard = await timelines.show_timeline(named("unheard"))

    assert known is not None
    assert known.request is not None
    assert known.request.state is RequestState.CLOSED
    assert len(known.events) == len(helped("one"))
    assert unheard is not None
    assert unheard.request is None
    assert await timelines.show_timeline(named("unknown")) is None
