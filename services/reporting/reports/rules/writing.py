"""Two people at one text: the later sees what the former wrote, and nothing is lost."""

import unicodedata
from dataclasses import dataclass
from enum import Enum

from services.reporting.reports.model.report import LONGEST, Text


class Written(Enum):
    """What becomes of a text that was sent."""

    STORED = "stored"
    SAME = "same"
    """It stands there already: the form was sent twice, or nothing was changed."""
    MEANWHILE = "meanwhile"
    """Somebody else wrote there since the form was opened."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as it was sent; `seen` is the number of the one that they began with, 0 of none."""

    text: str
    seen: int

    @property
    def over(self) -> int:
        """Count the signs that are too many."""
        return max(0, len(self.text) - LONGEST)


def plain_text(typed: str) -> str:
    """Take a text as it is meant: no signs that cannot be seen, no space at the ends of lines."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    seen = ("".join(sign for sign in line if _is_seen(sign)).rstrip() for line in lines)
    return "\n".join(seen).strip("\n")


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cs", "Co", "Cn"}


def becomes(newest: Text | None, typed: Typed) -> Written:
    """Say what becomes of a text, beside the newest at its place."""
    if typed.text == (newest.text if newest else ""):
        return Written.SAME
    return Written.STORED if typed.seen == (newest.number if newest else 0) else Written.MEANWHILE
