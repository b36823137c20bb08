"""Names, lines and free text: composed letters, no controls, a length."""

import re
import unicodedata
from typing import Final

LONGEST_NAME: Final = 80
LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 5000

# controls, lone surrogates, and what turns the direction of the text around it
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSEEN_OR_LINES: Final = re.compile(rf"{_UNSEEN.pattern}|[\t\n\u2028\u2029]")
_NEVER_IN_A_NAME: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(value: str) -> str:
    """Give the text as it is stored: composed letters, one kind of line end, no space around."""
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").strip())


def one_line(value: str) -> str:
    """Give the text as it is stored, with single spaces between its words."""
    return " ".join(unicodedata.normalize("NFC", value).split())


def wrong_name(name: str) -> str | None:
    """Say why this cannot be a name: `long` or `characters`."""
    if len(name) > LONGEST_NAME:
        return "long"
    unseen = any(unicodedata.category(sign) in _NEVER_IN_A_NAME for sign in name)
    return "characters" if unseen else None


def wrong_line(line: str, longest: int = LONGEST_LINE) -> str | None:
    """Say why this cannot be stored as one line: `long` or `characters`."""
    if len(line) > longest:
        return "long"
    return "characters" if _UNSEEN_OR_LINES.search(line) else None


def wrong_text(text: str) -> str | None:
    """Say why this cannot be stored as free text: `long` or `characters`."""
    if len(text) > LONGEST_TEXT:
        return "long"
    return "characters" if _UNSEEN.search(text) else None
