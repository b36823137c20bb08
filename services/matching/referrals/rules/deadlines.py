"""By when something is to be heard of a referral: nobody answers while nobody is there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from services.matching.partners.model import OpenHours
from services.matching.partners.rules.hours import spans_of_day

HOURS_TO_ANSWER: Final = timedelta(hours=2)
"""So much of the time somebody is there, unless less is given anyway."""
LONGEST_WAIT: Final = timedelta(days=7)
"""No deadline moves by more: who is there for an hour a month is not waited for."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """After what time of silence it is reminded of, and after what time it is over."""

    reminder: timedelta
    end: timedelta


def deadlines_at_once(time: timedelta) -> Deadlines:
    """Give those of what cannot wait, whoever is there; at half of the time it is reminded of."""
    return Deadlines(time / 2, time)


def deadlines_in_hours(time: timedelta, hours: Iterable[OpenHours], local: datetime) -> Deadlines:
    """Give those of what can wait until somebody is there; `local` is now, on the wall."""
    week, enough = tuple(hours), min(time, HOURS_TO_ANSWER)
    return Deadlines(
        _over_in(time / 2, enough / 2, week, local), _over_in(time, enough, week, local)
    )


def _over_in(
    time: timedelta, enough: timedelta, hours: tuple[OpenHours, ...], local: datetime
) -> timedelta:
    latest = time + LONGEST_WAIT
    answered = _open_for(enough, hours, local)
    return latest if answered is None else min(max(time, answered), latest)


def _open_for(enough: timedelta, hours: tuple[OpenHours, ...], local: datetime) -> timedelta | None:
    """Say in what time somebody was there for long enough; None: not within the longest wait."""
    start = local.astimezone(UTC)
    at, left = start, enough
    for opens, closes in _spans(hours, local):
        begins = max(opens, at)
        if closes - begins >= left:
            return begins + left - start
        if closes > begins:
            at, left = closes, left - (closes - begins)
    return None


def _spans(hours: tuple[OpenHours, ...], local: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Give when somebody is there, in order, from the day of `local` on."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    for ahead in range(LONGEST_WAIT.days + 1):
        yield from spans_of_day(hours, midnight + timedelta(days=ahead))
