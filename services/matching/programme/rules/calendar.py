"""What is planned as a calendar that other programs subscribe to: RFC 5545."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from services.matching.programme.model import Planned

_LONGEST: Final = 75
"""Octets of a line; what is more goes on in the next one."""
_SIGNS: Final = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def calendar(planned: Iterable[Planned], name: str, origin: str, now: datetime) -> str:
    """Write it; each entry's id stays the same, and its number grows when it is cancelled."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Porukalla//programme//FI",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        *(line for each in planned for line in _entry(each, origin, now)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _entry(planned: Planned, origin: str, now: datetime) -> Sequence[str]:
    plan = planned.plan
    where = ", ".join(filter(None, (plan.place, plan.link)))
    return (
        "BEGIN:VEVENT",
        f"UID:{planned.id}@porukalla",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(planned.starts_at)}",
        f"DTEND:{_moment(planned.ends_at)}",
        f"SEQUENCE:{planned.version - 1}",
        f"STATUS:{'CANCELLED' if planned.is_cancelled else 'CONFIRMED'}",
        f"SUMMARY:{_escaped(plan.title)}",
        f"LOCATION:{_escaped(where)}",
        f"DESCRIPTION:{_escaped(planned.host)}",
        f"URL:{origin}/{planned.id}",
        "END:VEVENT",
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    return text.translate(_SIGNS)


def _folded(line: str) -> str:
    return "\r\n ".join(_pieces(line))


def _pieces(line: str) -> Iterator[str]:
    """Cut where so many octets are full, never within a letter."""
    piece, most = "", _LONGEST
    for sign in line:
        if len(f"{piece}{sign}".encode()) > most:
            yield piece
            piece, most = "", _LONGEST - 1
        piece += sign
    yield piece
