"""When somebody of an organisation is there, by the week and by local time."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final

from services.matching.partners.model import OpenHours

DAY: Final = 24 * 60
_TIME: Final = r"(\d{1,2})(?:[.:]([0-5]\d))?"
_SPAN: Final = re.compile(rf"{_TIME}\s*[-\u2013\u2014]\s*{_TIME}", re.ASCII)
_BETWEEN: Final = re.compile(r"\s*[,;]\s*")


def spans_of_day(
    hours: Iterable[OpenHours], midnight: datetime
) -> Sequence[tuple[datetime, datetime]]:
    """Give when somebody is there on the day that begins at `midnight`, in order, in UTC.

    In a night in which clocks are changed who opens and closes goes by the clock that was right
    when they came: they stay through the hour that comes twice.
    """
    today = (each for each in hours if each.weekday == midnight.weekday())
    spans = ((_moment(midnight, each.opens), _moment(midnight, each.closes)) for each in today)
    return sorted(spans)


def _moment(midnight: datetime, minute: int) -> datetime:
    return (midnight + timedelta(minutes=minute)).astimezone(UTC)


def read_day(weekday: int, typed: str) -> tuple[OpenHours, ...] | None:
    """Read `9-12, 13.00-16.30`; nothing is a day on which it is closed, None what is no time."""
    found = [_SPAN.fullmatch(part) for part in _BETWEEN.split(typed.strip()) if part]
    if any(each is None for each in found):
        return None
    spans = sorted(_span(weekday, each) for each in found if each)
    is_right = all(each.opens < each.closes <= DAY for each in spans)
    are_apart = all(before.closes <= after.opens for before, after in pairwise(spans))
    return tuple(spans) if is_right and are_apart else None


def told_day(hours: Iterable[OpenHours], weekday: int) -> str:
    """Write one day as it is read; nothing where it is closed."""
    spans = sorted(each for each in hours if each.weekday == weekday)
    return ", ".join(f"{clock(each.opens)}\u2013{clock(each.closes)}" for each in spans)


def clock(minute: int) -> str:
    """Write a minute of the day: 9.00, 16.30."""
    return f"{minute // 60}.{minute % 60:02}"


def _span(weekday: int, found: "re.Match[str]") -> OpenHours:
    parts: Sequence[int] = [int(each or 0) for each in found.groups()]
    return OpenHours(weekday, parts[0] * 60 + parts[1], parts[2] * 60 + parts[3])
