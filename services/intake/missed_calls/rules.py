"""What is read of a number that rang and of when, and how its line stands."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from services.intake.call_backs.rules import still_rung
from services.intake.calls.rules.ringing_again import UNREACHED
from services.intake.missed_calls.model import AHEAD, OLDEST, Caller, Kind, Line, MissedCall
from shared.contracts.call_words import CallOutcome
from shared.fields.phone import international, wrong_phone

_WITHHELD: Final = frozenset(
    {"", "anonymous", "private", "restricted", "unavailable", "unknown", "withheld"}
    | {"salattu", "tuntematon", "dold", "okänd"}
)
"""As telephone systems say it, and people."""
_NOBODY: Final = UNREACHED | {CallOutcome.WRONG_NUMBER, CallOutcome.UNFINISHED}
"""After these nobody knows whether the one with that number was there."""
_WITHOUT_PLUS: Final = re.compile(r"358\d{6,11}", re.ASCII)
_TIME: Final = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)", re.ASCII)
LINE: Final = re.compile(r"[\w+][\w +./-]{0,39}")
"""The name or number of one of our lines."""


def read_caller(text: str) -> Caller:
    """Say who rang; a number abroad is one, for whoever it is did ring from there."""
    plain = text.strip()
    if plain.casefold() in _WITHHELD:
        return Caller(Kind.WITHHELD)
    stored = international(f"+{plain}" if _WITHOUT_PLUS.fullmatch(plain) else plain)
    if wrong_phone(stored, stored) is not None:
        return Caller(Kind.UNUSABLE)
    return Caller(Kind.NUMBER, stored)


def known_as(caller: Caller) -> tuple[str, str, str]:
    """Give by what a number is known again, once it is hashed with the installation's key."""
    return "who rang", caller.kind, caller.number


def got_through(outcome: CallOutcome) -> bool:
    """Say whether whoever rang was spoken to."""
    return outcome not in _NOBODY


def heard_from(fields: Mapping[str, str], outcome: CallOutcome) -> Sequence[Caller]:
    """Say whose numbers got through in a call that ended so."""
    if not got_through(outcome):
        return ()
    typed = [read_caller(fields.get(name, "")) for name in ("phone", "asker_phone")]
    return [caller for caller in typed if caller.kind is Kind.NUMBER]


def when_it_rang(at: datetime, now: datetime) -> datetime | None:
    """Give the moment, never one to come; None for what is too old, or of a clock that is wrong."""
    if now - at > OLDEST or at - now > AHEAD:
        return None
    return min(at, now)


def read_time(text: str, zone: tzinfo, now: datetime) -> datetime | None:
    """Read a time of day: the last one that was; nothing typed is now, None is no time."""
    if not text.strip():
        return now
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    today = now.astimezone(zone).replace(
        hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0
    )
    return (today if today <= now else today - timedelta(days=1)).astimezone(UTC)


def line_of(missed: MissedCall, now: datetime) -> Line:
    """Give its line."""
    ringing = still_rung(missed.ringing, now)
    return Line(
        id=missed.id,
        kind=missed.kind,
        rang_at=missed.rang_at,
        times=missed.times,
        is_missed=missed.is_missed,
        line=missed.line,
        attempts=missed.attempts,
        rung_by=ringing.who if ringing else "",
        heard_at=missed.heard_at,
    )
