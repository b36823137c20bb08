"""What may be written of a concern: nothing is refused but silence and what is far too long."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from services.intake.concerns.model import Words
from shared.fields.problem import Problem
from shared.fields.text import LONGEST_LINE, LONGEST_TEXT, one_line, plain

DEPUTY_AFTER: Final = timedelta(hours=4)
"""Unread for so long, by the network's clock, it goes to the deputy."""
LETTERS_AN_HOUR: Final = 20
"""More concerns are kept all the same: by then whoever reads them knows that there are many."""
NOTE: Final = "note"
WHAT: Final = "concern_what"
LINES: Final = ("who", "reach", "reference")


def read_words(typed: Mapping[str, str]) -> Words | tuple[Problem, ...]:
    """Make a concern of what was typed, or say what is wrong with it.

    Numbers that a request must not hold are taken here: two people read it, and they may matter.
    """
    what = _storable(plain(typed.get(WHAT, "")))
    lines = {name: _storable(one_line(typed.get(f"concern_{name}", ""))) for name in LINES}
    problems = [Problem(f"concern_{name}", "long") for name in LINES if is_long(lines[name])]
    if not what or len(what) > LONGEST_TEXT:
        problems.insert(0, Problem(WHAT, "long" if what else "missing"))
    if problems:
        return tuple(problems)
    return Words(what, lines["who"], lines["reach"], lines["reference"])


def read_note(typed: str) -> str | Problem:
    """Read what is written beside a concern; an empty note is none."""
    text = _storable(plain(typed))
    return Problem(NOTE, "long") if len(text) > LONGEST_TEXT else text


def is_long(line: str) -> bool:
    """Say whether a line is longer than anybody needs."""
    return len(line) > LONGEST_LINE


def _storable(text: str) -> str:
    """Leave out what no page could show again."""
    return text.replace("\0", "").encode(errors="ignore").decode()
