"""A day as people and browsers write it."""

import re
from datetime import date
from typing import Final

_FINNISH: Final = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)


def read_day(text: str) -> date | None:
    """Read 2026-11-25 or 25.11.2026; None when it is no day."""
    text = text.strip()
    if found := _FINNISH.fullmatch(text):
        text = f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}"
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
