"""What may be written beside a request."""

from typing import Final

from shared.fields.problem import Problem, too_long
from shared.fields.text import plain, wrong_text

LONGEST_NOTE: Final = 2000
NOTE: Final = "act_note"


def read_note(typed: str) -> str | Problem:
    """Read what is written beside a request; a number that nobody should have is refused."""
    text = plain(typed)
    if not text:
        return Problem(NOTE, "missing")
    if len(text) > LONGEST_NOTE:
        return too_long(NOTE, text, LONGEST_NOTE)
    wrong = wrong_text(text)
    return Problem(NOTE, wrong) if wrong else text
