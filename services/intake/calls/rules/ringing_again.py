"""When somebody is rung again: at a time that was agreed, or after nobody answered."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from services.intake.phone_hours.model import Hours
from services.intake.phone_hours.rules import LOOK_AHEAD, open_now
from shared.contracts.call_words import CallOutcome
from shared.fields.phone import international, wrong_phone
from shared.fields.problem import Problem

AGREED_FIELDS: Final = ("call_back", "call_back_at", "agreed")
"""The choice, the time that was typed, and what was agreed."""
UNREACHED: Final = frozenset({CallOutcome.NO_ANSWER, CallOutcome.BROKEN_OFF, CallOutcome.SILENT})
"""After these whoever was promised a call is still owed it."""
AFTERNOON: Final = 15
MORNING: Final = 9
"""Hours of the day by local time."""
FARTHEST: Final = timedelta(days=LOOK_AHEAD)
_TYPED: Final = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)[T ](?P<h>\d\d):(?P<min>\d\d)", re.ASCII),
    re.compile(
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})\s+(?:(?:klo|kl\.?)\s*)?"
        r"(?P<h>\d{1,2})[.:](?P<min>\d\d)",
        re.ASCII | re.IGNORECASE,
    ),
)
"""As browsers send it, and as people write it where a browser has no field for it."""


class When(StrEnum):
    """What is offered in plain words."""

    HOUR = "hour"
    AFTERNOON = "afternoon"
    MORNING = "morning"
    AT = "at"
    """A day and a time of day are typed."""


_BY_CODE: Final = frozenset({*When}) - {When.AT}


def offered(hours: Hours, now: datetime) -> Mapping[When, datetime]:
    """Give the moments that fit now: only such at which our phone is staffed, never a night."""
    local = now.astimezone(hours.zone)
    found = {When.HOUR: (now + timedelta(hours=1)).replace(second=0, microsecond=0)}
    afternoon = _local(local.date(), AFTERNOON * 60, hours)
    if afternoon > found[When.HOUR]:
        found[When.AFTERNOON] = afternoon
    morning = next(_mornings(hours, local.date()), None)
    if morning is not None:
        found[When.MORNING] = morning
    return {when: moment for when, moment in found.items() if open_now(hours, moment)}


def hours_today(hours: Hours, now: datetime) -> Sequence[tuple[datetime, str]]:
    """Give the whole hours of today that are left and staffed, each as a browser would send it."""
    local = now.astimezone(hours.zone)
    whole = (_local(local.date(), hour * 60, hours) for hour in range(local.hour + 1, 24))
    staffed = (moment for moment in whole if open_now(hours, moment))
    return [(moment, f"{moment.astimezone(hours.zone):%Y-%m-%dT%H:%M}") for moment in staffed]


def agreed_time(fields: Mapping[str, str], hours: Hours, now: datetime) -> datetime | Problem:
    """Read what was chosen, by the clock of now."""
    chosen = fields.get("call_back", "")
    if chosen == When.AT:
        return _typed_time(fields.get("call_back_at", ""), hours, now)
    if chosen in _BY_CODE:
        return offered(hours, now).get(When(chosen)) or Problem("call_back", "closed")
    moment = _read(chosen, hours)
    if moment is None:
        return Problem("call_back", "missing")
    return Problem("call_back", "closed") if _why_not(moment, hours, now) else moment


def next_try(hours: Hours, now: datetime) -> datetime:
    """Say when to ring again who did not answer: in an hour, else when our phone opens next."""
    fitting = offered(hours, now)
    soonest = fitting.get(When.HOUR) or fitting.get(When.MORNING)
    return soonest or now + timedelta(days=1)


def unusable_number(fields: Mapping[str, str]) -> Problem | None:
    """Say why nobody could be rung by what was typed; of two numbers one is enough."""
    name = "phone" if fields.get("phone") or not fields.get("asker_phone") else "asker_phone"
    if not fields.get(name):
        return Problem(name, "missing")
    wrong = wrong_phone(international(fields[name]), fields.get(f"{name}_abroad", ""))
    return Problem(name, wrong) if wrong else None


def _typed_time(text: str, hours: Hours, now: datetime) -> datetime | Problem:
    moment = _read(text.strip(), hours)
    if moment is None:
        return Problem("call_back_at", "unreadable" if text.strip() else "missing")
    wrong = _why_not(moment, hours, now)
    return Problem("call_back_at", wrong) if wrong else moment


def _why_not(moment: datetime, hours: Hours, now: datetime) -> str | None:
    if moment < now:
        return "past"
    if moment - now > FARTHEST:
        return "far"
    return None if open_now(hours, moment) else "closed"


def _read(text: str, hours: Hours) -> datetime | None:
    """Give the moment; None for what is no time, also one that the clock skips that night."""
    found = next(filter(None, (form.fullmatch(text) for form in _TYPED)), None)
    if found is None:
        return None
    year, month, day, hour, minute = (int(found[part]) for part in ("y", "m", "d", "h", "min"))
    try:
        typed = datetime(year, month, day, hour, minute, tzinfo=hours.zone)
    except ValueError:
        return None
    moment = typed.astimezone(UTC)
    back = moment.astimezone(hours.zone)
    return moment if (back.hour, back.minute) == (hour, minute) else None


def _mornings(hours: Hours, today: date) -> Iterator[datetime]:
    """Give the first hour after nine at which our phone is staffed, of each day to come."""
    for ahead in range(1, LOOK_AHEAD):
        day = today + timedelta(days=ahead)
        opens = [span.opens for span in hours.on(day) if span.opens > MORNING * 60]
        for minute in (MORNING * 60, *sorted(opens)):
            moment = _local(day, minute, hours)
            if open_now(hours, moment):
                yield moment


def _local(day: date, minute: int, hours: Hours) -> datetime:
    return datetime.combine(day, time(*divmod(minute, 60)), hours.zone).astimezone(UTC)
