"""Hours of a week, days that are otherwise, and how the phone stands at a moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo


@dataclass(frozen=True, slots=True)
class Span:
    """From a minute of the day until before another."""

    opens: int
    closes: int

    def holds(self, minute: int) -> bool:
        """Say whether a minute of the day is within."""
        return self.opens <= minute < self.closes


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody answers, by local time."""

    zone: tzinfo
    week: Sequence[Sequence[Span]]
    """Monday first."""
    days: Mapping[date, Sequence[Span]] = field(default_factory=dict)

    def on(self, day: date) -> Sequence[Span]:
        """Give the spans of a day."""
        return self.days.get(day, self.week[day.weekday()])


@dataclass(frozen=True, slots=True)
class PhoneStands:
    """Whether somebody answers now, and else when next."""

    is_open: bool
    opens_at: datetime | None = None
    """None where nobody will within weeks."""
