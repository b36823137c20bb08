"""Is the phone answered at a moment, and when next: also on the days on which the clock changes."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Final

from services.intake.phone_hours.model import Hours, PhoneStands

LOOK_AHEAD: Final = 28
"""Days; longer nobody is told to wait."""


def open_now(hours: Hours, at: datetime) -> bool:
    """Say whether somebody answers; an hour that comes twice counts both times."""
    local = at.astimezone(hours.zone)
    minute = local.hour * 60 + local.minute
    return any(span.holds(minute) for span in hours.on(local.date()))


def opens_next(hours: Hours, at: datetime) -> datetime | None:
    """Give the first opening after a moment, in UTC."""
    return next((moment for moment in _openings(hours, at) if moment > at), None)


def stands(hours: Hours, at: datetime) -> PhoneStands:
    """Say how the phone stands."""
    if open_now(hours, at):
        return PhoneStands(is_open=True)
    return PhoneStands(is_open=False, opens_at=opens_next(hours, at))


def _openings(hours: Hours, at: datetime) -> Iterator[datetime]:
    today = at.astimezone(hours.zone).date()
    for ahead in range(LOOK_AHEAD):
        day = today + timedelta(days=ahead)
        for span in sorted(hours.on(day), key=lambda span: span.opens):
            local = datetime.combine(day, time(*divmod(span.opens, 60)), hours.zone)
            moment = local.astimezone(UTC)
            if open_now(hours, moment):  # else the clock skips the whole span on that day
                yield moment
