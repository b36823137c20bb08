"""Between the kept answer and its text."""

import json
from typing import Final

from services.intake.requests.model import State
from services.intake.submissions.model import Answer

_PARTS: Final = ("reference", "status_url", "state", "help_kinds", "to_person")


def sealable(answer: Answer) -> str:
    """Write an answer as text to be sealed."""
    return json.dumps([getattr(answer, name) for name in _PARTS])


def answer_of(text: str) -> Answer:
    """Read an answer from unsealed text; one of an earlier version says less."""
    told = dict(zip(_PARTS, json.loads(text), strict=False))
    state, kinds = told.get("state", State.RECEIVED), told.get("help_kinds", ())
    return Answer(**{**told, "state": State(state), "help_kinds": tuple(kinds)})
