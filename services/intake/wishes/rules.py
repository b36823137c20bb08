"""Which wishes are sent: matching refuses by its own rules, but some need not be asked of it."""

import re
from typing import Final

from services.intake.requests.model import Request, State
from services.intake.wishes.model import Outcome
from shared.contracts.words import VOLUNTEER_CATEGORIES, Category

_NUMBER: Final = re.compile(r"\d{1,10}", re.ASCII)
_WAITING: Final = frozenset({State.RECEIVED, State.OPEN, State.PROPOSED, State.UNMATCHED})


def is_for_volunteers(category: Category) -> bool:
    """Say whether a volunteer may be asked to do it."""
    return category in VOLUNTEER_CATEGORIES


def may_be_asked(request: Request) -> Outcome:
    """Say whether a volunteer may be asked now."""
    if not is_for_volunteers(request.category):
        return Outcome.NOT_FOR_VOLUNTEERS
    return may_be_referred(request)


def may_be_referred(request: Request) -> Outcome:
    """Say whether the request still waits for help."""
    return Outcome.SENT if request.state in _WAITING else Outcome.NOT_WAITING


def wrong_number(text: str) -> str | None:
    """Say why this cannot be a number on the roster: `missing` or `invalid`."""
    bare = text.strip()
    if not bare:
        return "missing"
    return None if _NUMBER.fullmatch(bare) and int(bare) else "invalid"
