"""A plan as a form says it: what, where, and each time of it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from services.matching.programme.model import Plan, Scope, Times
from services.matching.programme.rules.links import read_link
from services.matching.programme.rules.typed import Typed
from shared.fields.day import read_day
from shared.fields.minutes import DAY
from shared.fields.problem import Problem
from shared.fields.text import LONGEST_LINE, wrong_line

MOST_TIMES: Final = 53
"""A year of weeks, with both ends."""
MOST_SEATS: Final = 100_000
FURTHEST: Final = timedelta(days=366)
WEEK: Final = timedelta(days=7)
_CLOCK: Final = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?", re.ASCII)


def read_plan(fields: Mapping[str, str], scope: Scope, zone: tzinfo) -> Times | tuple[Problem, ...]:
    """Read what is planned and all its times, or say of every field what is wrong with it."""
    typed = Typed(fields)
    plan = Plan(
        title=typed.title(),
        service_line=typed.choice("service_line", scope.lines),
        municipality=typed.choice("municipality", scope.municipalities),
        place=_place(typed),
        link=read_link(typed, "link"),
        minutes=typed.needed_minutes("minutes", DAY),
        seats=typed.number("seats", 1, MOST_SEATS),
    )
    typed.refuse("place", None if plan.place or typed.said("link") else "missing")
    times = _times(typed, scope, zone)
    return tuple(typed.problems) or Times(plan, times)


def each_week(first: datetime, until: date, zone: tzinfo) -> Sequence[datetime]:
    """Give the same hour by the wall on the same day of each week, to a last day."""
    local = first.astimezone(zone)
    weeks = max((until - local.date()) // WEEK, 0)
    days = [local.date() + WEEK * week for week in range(weeks + 1)]
    return [datetime.combine(day, local.time(), zone) for day in days]


def _place(typed: Typed) -> str:
    place = typed.said("place")
    typed.refuse("place", wrong_line(place, LONGEST_LINE))
    return place


def _times(typed: Typed, scope: Scope, zone: tzinfo) -> Sequence[datetime]:
    day = _needed_day(typed, "day")
    hour = _needed_hour(typed)
    if day is None or hour is None:
        return ()
    first = datetime.combine(day, hour, zone)
    is_far = first > scope.now + FURTHEST
    typed.refuse("day", "past" if first <= scope.now else "far" if is_far else None)
    until = read_day(typed.said("until")) if typed.said("until") else day
    if until is None or until < day:
        typed.refuse("until", "invalid" if until is None else "before")
        return (first,)
    times = each_week(first, until, zone)
    typed.refuse("until", "many" if len(times) > MOST_TIMES else None)
    return times


def _needed_day(typed: Typed, name: str) -> date | None:
    day = read_day(typed.said(name))
    if day is None:
        typed.refuse(name, "invalid" if typed.said(name) else "missing")
    return day


def _needed_hour(typed: Typed) -> time | None:
    said = typed.said("hour")
    found = _CLOCK.fullmatch(said)
    try:
        hour = time(int(found["hour"]), int(found["minute"] or 0)) if found else None
    except ValueError:
        hour = None
    if hour is None:
        typed.refuse("hour", "invalid" if said else "missing")
    return hour
