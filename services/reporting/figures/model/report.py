"""The figures of a report: what was asked for, what was done, and three counts kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

ESF_PARTICIPANTS = 0
"""A help request never makes an ESF participant; those come with the funder's own register."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both within."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Say whether the day is within."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums of a period."""

    requests: int = 0
    to_person: int = 0
    """Among them those that a person had from the beginning: nothing else is known of them."""
    completed: int = 0
    people_helped: int = 0
    """Requests that got help, each once; the same person may be behind many of them."""
    activities: int = 0
    headcount: int = 0
    minutes: int = 0
    """What volunteers noted."""


@dataclass(frozen=True, slots=True)
class RequestGroup:
    """Requests that share a category or a municipality.

    `code` is None where the fact that says it has not arrived yet.
    """

    code: str | None
    received: int
    completed: int


@dataclass(frozen=True, slots=True)
class CategoryGroup:
    """Requests of one category, or of a service line where the category would reveal health."""

    category: str | None
    service_line: str | None
    received: int
    completed: int


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """Activities of one service line."""

    service_line: str
    activities: int
    headcount: int
    minutes: int


@dataclass(frozen=True, slots=True)
class CallGroup:
    """Calls that ended alike."""

    outcome: str
    calls: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything a report of one period says."""

    totals: Totals
    categories: Sequence[CategoryGroup]
    municipalities: Sequence[RequestGroup]
    activities: Sequence[ActivityGroup]
    calls: Sequence[CallGroup] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the evidence reaches; both are None before the first fact."""

    first_day: date | None
    """The day of the first request."""
    until: datetime | None
    """When the newest fact happened."""
