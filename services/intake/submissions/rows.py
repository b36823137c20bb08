"""Between the kept answer and its text."""

import json
from datetime import datetime
from typing import Final

from services.intake.requests.model import State
from services.intake.submissions.model import Answer

_PARTS: Final = ("reference", "status_url", "state", "help_kinds", "to_person")


def sealable(answer: Answer) -> str:
    """Write an answer as text to be sealed."""
    told = [getattr(answer, name) for name in _PARTS]
    heard_by = answer.heard_by.isoformat() if answer.heard_by else None
    return json.dumps([*told, heard_by])


def answer_of(text: str) -> Answer:
    """Read an answer from unsealed text; one of an earlier version says less."""
    told = dict(zip((*_PARTS, "heard_by"), json.loads(text), strict=False))
    state, kinds = told.get("state", State.RECEIVED), told.get("help_kinds", ())
    heard_by = datetime.fromisoformat(told["heard_by"]) if told.get("heard_by") else None
    known = {"state": State(state), "help_kinds": tuple(kinds), "heard_by": heard_by}
    return Answer(**{**told, **known})
