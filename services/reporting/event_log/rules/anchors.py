"""An anchor as one line, that fits into a newspaper: day, position, hash."""

import re
from datetime import date
from typing import Final

from services.reporting.event_log.model import Anchor

_LINE: Final = re.compile(r"\s*(\d{4}-\d\d-\d\d)\s+(\d{1,18})\s+([0-9a-f]{64})\s*")


class NoAnchorError(ValueError):
    """It is not a line of day, position and hash."""


def line_of(anchor: Anchor) -> str:
    """Write it."""
    return f"{anchor.day.isoformat()} {anchor.position} {anchor.hash}"


def read_anchor(line: str) -> Anchor:
    """Read it back; raises NoAnchorError."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise NoAnchorError(line)
    day, position, digest = found.groups()
    try:
        return Anchor(date.fromisoformat(day), int(position), digest)
    except ValueError:
        raise NoAnchorError(line) from None
