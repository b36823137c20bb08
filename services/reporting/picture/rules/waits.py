"""How long people wait, as a distribution: a mean would hide who waits longest."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from services.reporting.picture.model import Day, Hour

BOUNDS: Final = (30, 60, 120, 240, 480, 1440, 2880, 10_080)
"""Minutes, each the most of its class; whoever waits longer is in the class after the last."""
SOON, WITHIN_A_DAY = 120, 1440
WEEK: Final = timedelta(days=7)
HOURS: Final = 24
LEFT_OUT: Final = "left_out"
"""Who asked and was not to be helped by us: they took it back, or others did it."""
STILL: Final = ("waits", "unhelped")
"""Who is not helped yet, or was not at all: they count among those who asked."""
DECIDED: Final = timedelta(days=2)
"""Of who asked within the last two days it is not known yet whether help came within a day."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> Decimal | None:
        """From 0 to 1; None of nobody."""
        return Decimal(self.part) / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row, and how soon those who asked in them were helped."""

    first: date
    last: date
    soon: Mapping[str, int]


def class_of(waited: timedelta) -> int:
    """Give the class of a wait; exactly two hours are within two hours."""
    return bisect_left(BOUNDS, waited.total_seconds() / 60)


def within(soon: Mapping[str, int], minutes: int) -> Share:
    """Say how many of those who asked were helped within so many minutes."""
    classes = {str(number) for number in range(BOUNDS.index(minutes) + 1)}
    whole = sum(requests for code, requests in soon.items() if code != LEFT_OUT)
    return Share(sum(soon.get(code, 0) for code in classes), whole)


def reached(soon: Mapping[str, int], part: Decimal) -> int | None:
    """Give within how many minutes this part of all who asked were helped; None: it is not yet."""
    shares = ((minutes, within(soon, minutes).value) for minutes in BOUNDS)
    return next((minutes for minutes, share in shares if share and share >= part), None)


def put_together(days: Iterable[Day]) -> Mapping[str, int]:
    """Add up how soon people were helped."""
    soon: Counter[str] = Counter()
    for day in days:
        soon.update(day.soon)
    return soon


def decided_weeks(days: Sequence[Day], today: date) -> Sequence[Period]:
    """Cut the days of which all is known into weeks, the oldest first; a week is whole."""
    last = today - DECIDED
    known = [day for day in days if day.day <= last]
    found = []
    while len(known) >= WEEK.days:
        week, known = known[-WEEK.days :], known[: -WEEK.days]
        found.append(Period(week[0].day, week[-1].day, put_together(week)))
    return found[::-1]


def filled_hours(known: Mapping[datetime, Hour], now: datetime) -> Sequence[Hour]:
    """Give the last 24 hours, the present one among them, also those in which nothing happened."""
    present = now.replace(minute=0, second=0, microsecond=0)
    begins = [present - timedelta(hours=ago) for ago in range(HOURS - 1, -1, -1)]
    return [known.get(hour, Hour(hour)) for hour in begins]


def filled_days(known: Mapping[date, Day], first: date, last: date) -> Sequence[Day]:
    """Give every day from the first to the last."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [known.get(day, Day(day)) for day in days]
