"""Hours of the week as bits, minutes as numbers, and the hours in which nobody is disturbed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

WEEK_HOURS: Final = 168
ALWAYS: Final = (1 << WEEK_HOURS) - 1
"""Every hour of the week; bit 0 is the hour after midnight on Monday, local time."""

_HOUR: Final = timedelta(hours=1)
_DAY_HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one hour of the evening until one of the morning, local time."""

    start: int = 21
    end: int = 8

    def __post_init__(self) -> None:
        """Refuse hours that are not an evening and a morning."""
        if not 0 < self.end < self.start < _DAY_HOURS:
            raise ValueError

    def cover(self, local: datetime) -> bool:
        """Say whether it is now too late or too early to disturb."""
        return local.hour >= self.start or local.hour < self.end

    def over_in(self, local: datetime) -> timedelta:
        """Say how long it is until the morning, by the clock on the wall."""
        morning = local.replace(hour=self.end, minute=0, second=0, microsecond=0)
        if morning <= local:
            morning += timedelta(days=1)
        return morning - local


def minute_of(moment: datetime) -> int:
    """Count whole minutes since 1970: what the engine reckons in."""
    return int(moment.timestamp() // 60)


def hours_from(local: datetime, span: timedelta) -> int:
    """Give the hours of the week that begin or run within the span, as bits."""
    first = local.weekday() * 24 + local.hour
    count = min(WEEK_HOURS, -(-span // _HOUR) + 1)
    bits = ((1 << count) - 1) << first
    return (bits | bits >> WEEK_HOURS) & ALWAYS
