"""What a professional who asks for somebody says of themselves: so that they can be asked back."""

from collections.abc import Iterator, Mapping
from typing import Final

from services.intake.requests.model import Relation
from shared.fields.problem import Problem
from shared.fields.text import one_line, wrong_line

LINES: Final = ("asker_role", "organisation")
THREE_WAY: Final = "three_way"
"""The one who is helped is on the line, too, and agrees there."""
REFERRER_FIELDS: Final = (*LINES, THREE_WAY)


def is_referred(typed: Mapping[str, str]) -> bool:
    """Say whether whoever calls does it by their work."""
    return typed.get("caller") == Relation.PROFESSIONAL


def has_agreed(typed: Mapping[str, str]) -> bool:
    """Say whether the one who is helped wants it: they said so, or to whoever calls."""
    return "yes" in {typed.get("consent"), typed.get(THREE_WAY)}


def wrong_of_referrer(typed: Mapping[str, str]) -> tuple[Problem, ...]:
    """Say what is wrong or missing where a professional asks: else nobody could ask them back."""
    return tuple(_wrong(typed)) if is_referred(typed) else ()


def named(typed: Mapping[str, str]) -> str:
    """Name them for whoever must know whom to ask: staff, the helper, the one who is helped."""
    said = (one_line(typed.get(name, "")) for name in ("asker_name", *LINES))
    return ", ".join(each for each in said if each)


def _wrong(typed: Mapping[str, str]) -> Iterator[Problem]:
    for name in ("asker_name", "organisation"):
        if not typed.get(name, "").strip():
            yield Problem(name, "missing")
    if not (typed.get("asker_phone", "").strip() or typed.get("asker_email", "").strip()):
        yield Problem("asker_phone", "missing")
    for name in LINES:
        if code := wrong_line(typed.get(name, "")):
            yield Problem(name, code)
