"""What somebody asked of the log, read from an address, and which fact follows from which."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Final
from uuid import UUID

from services.reporting.explorer.model import Filters, Logged, Step
from shared.fields.day import read_day
from shared.fields.problem import Problem

FIELDS: Final = ("event_type", "subject", "correlation", "first", "last")
"""As they stand in the address."""
_SUBJECT: Final = re.compile(r"[a-z_]+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT: Final = re.compile(
    r"(?P<day>[\d.-]+)([T ]\s*(kl\.?|klo|at)?\s*(?P<hour>\d{1,2})[.:](?P<minute>\d{2}))?",
    re.ASCII | re.IGNORECASE,
)


def read_filters(
    asked: Mapping[str, str], types: Collection[str], zone: tzinfo
) -> tuple[Filters, tuple[Problem, ...]]:
    """Read what was put into the fields; of what cannot be read it is said at which field."""
    given = {name: asked.get(name, "").strip() for name in FIELDS}
    first, last = read_span(given["first"], zone), read_span(given["last"], zone)
    filters = Filters(
        type=given["event_type"] if given["event_type"] in types else None,
        subject=given["subject"] if _SUBJECT.fullmatch(given["subject"]) else None,
        correlation_id=read_id(given["correlation"]),
        first=first[0] if first else None,
        last=last[1] if last else None,
    )
    read = [getattr(filters, name) for name in Filters.__slots__]
    unread = [name for name, value in zip(FIELDS, read, strict=True) if value is None]
    problems = [Problem(name, "unread") for name in unread if given[name]]
    if filters.first and filters.last and filters.first >= filters.last:
        problems.append(Problem("last", "before"))
    return filters, tuple(problems)


def read_id(text: str) -> UUID | None:
    """Read an id; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def read_span(text: str, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """Read a day or a minute of a zone: when it begins and when it is over."""
    found = _MOMENT.fullmatch(text)
    day = read_day(found["day"]) if found else None
    if found is None or day is None:
        return None
    try:
        begin = datetime(day.year, day.month, day.day, tzinfo=zone)
        if found["hour"] is None:
            return begin, begin + timedelta(days=1)
        begin = begin.replace(hour=int(found["hour"]), minute=int(found["minute"]))
    except (ValueError, OverflowError):
        return None
    return begin, begin + timedelta(minutes=1)


def said(filters: Filters) -> str:
    """Write what was sought as it is kept of a look."""
    parts = {
        "type": filters.type,
        "subject": filters.subject,
        "correlation": filters.correlation_id,
        "first": filters.first and filters.first.isoformat(),
        "last": filters.last and filters.last.isoformat(),
    }
    return " ".join(f"{name}={value}" for name, value in parts.items() if value is not None)


def way_of(facts: Sequence[Logged]) -> Sequence[Step]:
    """Say which fact follows from which, by their numbers in order."""
    numbers = {fact.event_id: number for number, fact in enumerate(facts, start=1)}
    causes = [numbers.get(fact.causation_id) if fact.causation_id else None for fact in facts]
    effects = defaultdict[int, list[int]](list)
    for number, cause in enumerate(causes, start=1):
        if cause is not None:
            effects[cause].append(number)
    return [
        Step(number, fact, cause, tuple(effects[number]))
        for number, (fact, cause) in enumerate(zip(facts, causes, strict=True), start=1)
    ]
