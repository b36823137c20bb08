"""Quiet hours end in the morning, also in the nights in which clocks are changed."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.matching.engine.model import QuietHours

HELSINKI = ZoneInfo("Europe/Helsinki")
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
ZERO = timedelta()
ZONES = sorted(available_timezones() - {"localtime"})
YEARS = range(1990, 2038)

quiet_hours = some.builds(QuietHours, some.integers(12, 23), some.integers(4, 11))
"""An evening and a morning: clocks are changed between them."""


@cache
def nights(zone: str, year: int) -> list[datetime]:
    """Give the noons, in UTC, after which the zone's clock is changed; any noon where it is not.

    Only stations in Antarctica jump over a whole morning; nobody is asked there.
    """
    noons = [datetime(year, 1, 1, 12, tzinfo=UTC) + number * DAY for number in range(365)]
    place = ZoneInfo(zone)
    changing = [noon for noon in noons if ZERO < abs(jump(noon, place)) <= 2 * HOUR]
    return changing or [noon for noon in noons if not jump(noon, place)][:1]


def jump(noon: datetime, place: ZoneInfo) -> timedelta:
    """Say by how much the clock is changed before the next noon."""
    before, after = (each.astimezone(place).utcoffset() for each in (noon, noon + DAY))
    return (after or ZERO) - (before or ZERO)


@some.composite
def moments(draw: some.DrawFn) -> datetime:
    """Draw a time within a day of a change."""
    zone = draw(some.sampled_from(ZONES))
    noon = draw(some.sampled_from(nights(zone, draw(some.sampled_from(YEARS)))))
    return (noon + draw(some.integers(0, 24 * 60)) * timedelta(minutes=1)).astimezone(
        ZoneInfo(zone)
    )


@given(moments(), quiet_hours)
def test_nobody_is_woken_and_nobody_waits_past_the_morning(
    local: datetime, quiet: QuietHours
) -> None:
    if not quiet.cover(local):
        return

    over = (local.astimezone(UTC) + quiet.over_in(local)).astimezone(local.tzinfo)

    assert not quiet.cover(over)
    assert quiet.cover((over.astimezone(UTC) - SECOND).astimezone(local.tzinfo))


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 3, 28, 22, tzinfo=HELSINKI), 9.0),
        (datetime(2026, 3, 29, 2, 30, tzinfo=HELSINKI), 4.5),
        (datetime(2026, 10, 24, 22, tzinfo=HELSINKI), 11.0),
        (datetime(2026, 10, 25, 3, 30, tzinfo=HELSINKI), 5.5),
        (datetime(2026, 10, 25, 3, 30, tzinfo=HELSINKI, fold=1), 4.5),
        (datetime(2026, 11, 25, 22, tzinfo=HELSINKI), 10.0),
    ],
)
def test_the_nights_of_the_changes_in_finland(now: datetime, hours: float) -> None:
    assert QuietHours().over_in(now) == timedelta(hours=hours)
