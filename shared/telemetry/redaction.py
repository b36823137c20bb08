"""What may leave in a log line: allow-listed names, and values that look like no one."""

import re
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from shared.telemetry.failures import describe
from shared.telemetry.fields import ALLOWED

MASK = "[masked]"
MOST_TEXT = 300

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}")
_PERSONAL = re.compile(
    r"""
      [a-z][a-z0-9+.-]*://[^\s"']+        # a URL: may hold a capability or a password
    | [^\s@<>",;()]+@[\w-]+(?:\.[\w-]+)*  # an e-mail address
    | \b\d{6}[-+A-Y]\d{3}[0-9A-Z]\b       # a personal identity code
    | \+?\d(?:[\s()-]?\d){6,}             # a phone number
    | [\w-]{40,}                          # a token
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def allowed(fields: Mapping[str, object], keep: frozenset[str] = ALLOWED) -> dict[str, object]:
    """Keep the allow-listed fields; the others are dropped and named in `redacted`."""
    kept = {name: safe(value) for name, value in fields.items() if name in keep}
    dropped = sorted(name for name in fields if name not in keep)
    return kept | ({"redacted": dropped} if dropped else {})


def safe(value: object) -> object:
    """Give a value as it may be shown; what cannot be judged is named by its type only."""
    if isinstance(value, BaseException):
        return describe(value)
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, UUID | datetime):
        return str(value)
    return value if isinstance(value, int | float | None) else f"<{type(value).__name__}>"


def masked(text: str) -> str:
    """Hide what looks like an address, a number of a person, a link or a token; ids stay."""
    if _ID.fullmatch(text):
        return text
    pieces = _ID.split(text)
    ids = _ID.findall(text)
    hidden = [_PERSONAL.sub(MASK, piece) for piece in pieces]
    joined = "".join(part for pair in zip(hidden, [*ids, ""], strict=True) for part in pair)
    return joined[:MOST_TEXT]


def foreign(template: str) -> str:
    """Give the first line of another library's message, without quotes and what looks personal.

    Its arguments are never filled in: they may be anything.
    """
    first = template.strip().split("\n", maxsplit=1)[0]
    return masked(_QUOTED.sub(MASK, first))
