"""The hours as the network's file has them."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from services.intake.phone_hours.model import Hours, Span
from shared.network_file import Table

HOURS_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "hours.toml"
DAY: Final = 24 * 60
_SPAN: Final = re.compile(r"(\d{1,2})\.([0-5]\d)-(\d{1,2})\.([0-5]\d)")


class UnreadableHoursError(ValueError):
    """Hours are written 8.00-20.00, within one day, and do not overlap."""


def read_hours(file: Path) -> Hours:
    """Read the file; a day that is missing or a wrong span stops the start by its name."""
    given = _File.read(file)
    week = given.week
    days = (
        *(week.monday, week.tuesday, week.wednesday, week.thursday),
        *(week.friday, week.saturday, week.sunday),
    )
    return Hours(given.time_zone, days, given.days)


def _span(text: object) -> Span:
    found = _SPAN.fullmatch(str(text))
    if found is None:
        raise UnreadableHoursError(text)
    first, second, third, fourth = map(int, found.groups())
    span = Span(first * 60 + second, third * 60 + fourth)
    if not span.opens < span.closes <= DAY:
        raise UnreadableHoursError(text)
    return span


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    ordered = sorted(spans, key=lambda span: span.opens)
    if any(a.closes > b.opens for a, b in pairwise(ordered)):
        raise UnreadableHoursError
    return spans


Spans = Annotated[tuple[Annotated[Span, BeforeValidator(_span)], ...], AfterValidator(_apart)]


class _Week(Table):
    monday: Spans
    tuesday: Spans
    wednesday: Spans
    thursday: Spans
    friday: Spans
    saturday: Spans
    sunday: Spans


class _File(Table):
    time_zone: Annotated[ZoneInfo, BeforeValidator(lambda name: ZoneInfo(str(name)))]
    week: _Week
    days: dict[date, Spans] = Field(default_factory=dict)
