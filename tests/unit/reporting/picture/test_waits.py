"""How soon people are helped is told of all who asked, as a distribution, over whole weeks."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from services.reporting.figures.model.report import MissedCalls
from services.reporting.picture.model import Day, Live, Waits
from services.reporting.picture.rules.waits import (
    BOUNDS,
    Share,
    class_of,
    decided_weeks,
    reached,
    within,
)
from services.reporting.picture.rules.wrong import Warned, Wrong, what_is_wrong

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SOON = {"0": 4, "2": 2, "5": 2, "8": 1, "waits": 1, "unhelped": 0, "left_out": 90}


@pytest.mark.parametrize(
    ("minutes", "expected"), [(-5, 0), (0, 0), (30, 0), (30.01, 1), (120, 2), (121, 3), (99_999, 8)]
)
def test_a_bound_is_within_its_class(minutes: float, expected: int) -> None:
    assert class_of(timedelta(minutes=minutes)) == expected


def test_a_share_is_of_all_who_asked_but_those_who_were_not_to_be_helped() -> None:
    assert within(SOON, 120) == Share(6, 10)
    assert within(SOON, 1440) == Share(8, 10)
    assert within({"left_out": 3}, 120).value is None


def test_the_half_and_nine_in_ten_are_of_all_who_asked() -> None:
    assert reached(SOON, Decimal("0.5")) == 120
    assert reached(SOON, Decimal("0.9")) is None
    assert reached({"0": 9, "waits": 1}, Decimal("0.9")) == BOUNDS[0]
    assert reached({}, Decimal("0.5")) is None


def test_weeks_are_whole_and_leave_out_days_of_which_not_all_is_known() -> None:
    first = date(2026, 11, 1)
    days = [Day(first + timedelta(days=at), 1, 0, {"0": 1}) for at in range(20)]

    weeks = decided_weeks(days, days[-1].day)

    assert [(week.first.day, week.last.day) for week in weeks] == [(5, 11), (12, 18)]
    assert [dict(week.soon) for week in weeks] == [{"0": 7}, {"0": 7}]


def live(*waits: Waits, heard: timedelta | None = timedelta(0), rests: bool = False) -> Live:
    return Live(
        at=NOW,
        heard={} if heard is None else {"matching": NOW - heard},
        hours=[],
        waits=waits,
        unfound={},
        calls=[],
        missed=MissedCalls(),
        rests=rests,
    )


def wait(why: str, hours: int, requests: int = 1) -> Waits:
    return Waits(why, class_of(timedelta(hours=hours)), requests, NOW - timedelta(hours=hours))


def test_what_is_wrong_is_said_the_worst_first() -> None:
    waits = [wait("open", 26, 2), wait("unmatched.nobody_able", 30), wait("proposed", 1)]

    found = what_is_wrong(live(*waits, heard=timedelta(hours=2)))

    since = NOW - timedelta(hours=30)
    assert found == [
        Warned(Wrong.SILENT, 0, NOW - timedelta(hours=2)),
        Warned(Wrong.UNMATCHED, 1, since),
        Warned(Wrong.LONG, 3, since),
    ]


def test_whoever_has_a_helper_is_no_alarm_and_a_network_that_sleeps_is_not_silent() -> None:
    assert what_is_wrong(live(wait("assigned", 90), wait("open", 24))) == []
    assert what_is_wrong(live(heard=timedelta(days=9), rests=True)) == []
    assert what_is_wrong(live(heard=None)) == []
