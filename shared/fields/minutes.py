"""A length of time as people write it."""

import re
from typing import Final

DAY: Final = 24 * 60

_NUMBER: Final = r"\d{1,4}"
_HOUR: Final = r"(?:h|hr|t|tim|hour|hours|tunti|tuntia|timme|timmar)"
_MINUTE: Final = r"(?:m|min|mins|minute|minutes|minuutti|minuuttia|minut|minuter)"
_CLOCK: Final = re.compile(rf"(?P<hours>{_NUMBER})[:.](?P<minutes>[0-5]\d)", re.ASCII)
_WORDS: Final = re.compile(
    rf"(?:(?P<hours>{_NUMBER})(?P<part>[,.]\d{{1,2}})?{_HOUR})?"
    rf"(?:(?P<minutes>{_NUMBER}){_MINUTE}?)?",
    re.ASCII | re.IGNORECASE,
)


def read_minutes(text: str, longest: int = DAY) -> int | None:
    """Read a time as people write it: 45, 1:30, 1 h 30 min, 1,5 h; None when it is not one."""
    bare = re.sub(r"\s", "", text)
    found = _CLOCK.fullmatch(bare) or _WORDS.fullmatch(bare)
    if found is None or not bare:
        return None
    parts = found.groupdict()
    fraction = float((parts.get("part") or "0").replace(",", "."))
    hours = int(parts["hours"] or 0) + fraction
    minutes = round(hours * 60) + int(parts["minutes"] or 0)
    return minutes if 1 <= minutes <= longest else None


def written_minutes(minutes: int) -> str:
    """Write it so that it is read again: 90 is 1:30, and less than an hour a number."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}" if hours else str(rest)
