"""When the phone is answered, by the clock on the wall."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.phone_hours.adapters import HOURS_FILE, read_hours
from services.intake.phone_hours.model import Hours, PhoneStands, Span
from services.intake.phone_hours.rules import open_now, opens_next, stands
from services.intake.phone_hours.use_cases import TellHours
from shared.clock import HELSINKI

FILE = HOURS_FILE.read_text(encoding="utf-8")
NIGHTS = Hours(HELSINKI, [[Span(2 * 60 + 30, 5 * 60)]] * 7)
"""Open through the hour that the clock skips, and the one that comes twice."""
SKIPPED = Hours(HELSINKI, [[Span(3 * 60, 3 * 60 + 30)]] * 7)

minutes = st.integers(0, 24 * 60)
moments = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
)
spans = st.tuples(minutes, minutes).filter(lambda pair: pair[0] < pair[1])
weeks = st.lists(st.lists(spans.map(lambda pair: Span(*pair)), max_size=1), min_size=7, max_size=7)


def at(day: int, hour: int, minute: int = 0, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=HELSINKI)


def written(folder: Path, old: str, new: str) -> Path:
    file = folder / "hours.toml"
    file.write_text(FILE.replace(old, new), encoding="utf-8")
    return file


def test_the_networks_phone_is_answered_by_local_time_in_winter_and_summer() -> None:
    hours = read_hours(HOURS_FILE)

    for month in (1, 7):
        assert not open_now(hours, at(7, 7, 59, month))
        assert open_now(hours, at(7, 8, 0, month))
        assert open_now(hours, at(7, 19, 59, month))
        assert not open_now(hours, at(7, 20, 0, month))


def test_a_day_that_is_otherwise_is_so_and_the_next_opening_is_after_it() -> None:
    hours = read_hours(HOURS_FILE)

    assert open_now(hours, at(24, 11))
    assert not open_now(hours, at(24, 13))
    assert opens_next(hours, at(24, 13)) == at(26, 10)


def test_where_nobody_answers_for_weeks_nothing_is_promised() -> None:
    assert stands(Hours(HELSINKI, [[]] * 7), at(1, 12)) == PhoneStands(False, None)


def test_on_the_day_the_clock_goes_forward_the_phone_opens_and_closes_by_the_wall() -> None:
    assert open_now(NIGHTS, datetime(2026, 3, 29, 0, 59, tzinfo=UTC))  # 2.59
    assert open_now(NIGHTS, datetime(2026, 3, 29, 1, 0, tzinfo=UTC))  # 4.00
    assert not open_now(NIGHTS, datetime(2026, 3, 29, 2, 0, tzinfo=UTC))  # 5.00


def test_a_span_that_the_clock_skips_is_not_promised() -> None:
    evening = datetime(2026, 3, 28, 20, 0, tzinfo=UTC)

    assert opens_next(SKIPPED, evening) == datetime(2026, 3, 30, 0, 0, tzinfo=UTC)


def test_on_the_day_the_clock_goes_back_the_hour_that_comes_twice_is_open_twice() -> None:
    evening = datetime(2026, 10, 24, 21, tzinfo=UTC)
    day = [evening + timedelta(minutes=minute) for minute in range(24 * 60)]

    open_minutes = [moment for moment in day if open_now(NIGHTS, moment)]

    assert len(open_minutes) == 2.5 * 60 + 60
    assert open_minutes[-1] - open_minutes[0] == timedelta(minutes=len(open_minutes) - 1)


@given(weeks, moments)
def test_it_is_open_at_the_next_opening_and_never_before(
    week: list[list[Span]], moment: datetime
) -> None:
    hours = Hours(HELSINKI, week)

    opening = opens_next(hours, moment)

    if opening is None:
        assert not any(week)
    elif not open_now(hours, moment):
        assert open_now(hours, opening)
        assert (
            not open_now(hours, opening - timedelta(minutes=1))
            or opening - timedelta(minutes=1) < moment
        )
        waited = (opening - moment) / 16
        assert not any(open_now(hours, moment + waited * part) for part in range(16))


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('saturday = ["10.00-16.00"]\n', "", "saturday"),
        ("8.00-12.00", "8-12", "2026-12-24"),
        ("8.00-12.00", "12.00-8.00", "2026-12-24"),
        ('["8.00-12.00"]', '["8.00-12.00", "11.00-13.00"]', "2026-12-24"),
        ("8.00-12.00", "8.00-24.01", "2026-12-24"),
        ("Europe/Helsinki", "Europe/Mikkeli", "Mikkeli"),
    ],
)
def test_hours_that_cannot_be_read_stop_the_start_by_their_name(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    with pytest.raises((ValueError, KeyError), match=named):
        read_hours(written(tmp_path, old, new))


def test_midnight_may_be_an_end(tmp_path: Path) -> None:
    hours = read_hours(written(tmp_path, "8.00-12.00", "0.00-24.00"))

    assert hours.on(date(2026, 12, 24)) == (Span(0, 24 * 60),)


def test_what_is_told_is_how_the_phone_stands_at_this_moment() -> None:
    hours = read_hours(HOURS_FILE)

    assert TellHours(hours, lambda: at(1, 12)).phone() == PhoneStands(True)
    assert TellHours(hours, lambda: at(1, 21)).phone() == PhoneStands(False, at(2, 8))
