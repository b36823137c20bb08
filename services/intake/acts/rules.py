"""What may be done with a request by hand, as it stands."""

from datetime import datetime, timedelta
from typing import Final

from services.intake.acts.model import Act, Outcome, Stand
from services.intake.requests.model import Closure, State
from shared.fields.problem import Problem, too_long
from shared.fields.text import plain, wrong_text

REOPENED_WITHIN: Final = timedelta(days=30)
"""So long after its end a request can be opened again; later the same is asked for anew."""
LONGEST_NOTE: Final = 2000
NOTE: Final = "act_note"

_BESIDE: Final = frozenset({Act.NOTED, Act.STRUCK})
"""What changes nothing of the request itself."""


def may(stand: Stand, now: datetime) -> frozenset[Act]:
    """Give all that may be done."""
    return frozenset(act for act in Act if why_not(act, stand, now) is None)


def why_not(act: Act, stand: Stand, now: datetime) -> Outcome | None:
    """Say why something may not be done; None where it may."""
    if stand.is_erased:
        return Outcome.ERASED
    if act in _BESIDE:
        return None
    if act is Act.REOPENED:
        return _why_not_reopened(stand, now)
    return _why_not_changed(act, stand)


def _why_not_changed(act: Act, stand: Stand) -> Outcome | None:
    state = stand.request.state
    if state is State.CLOSED:
        return Outcome.OVER
    if state is State.ESCALATED:
        return Outcome.WITH_A_PERSON
    is_decided_first = state is State.HELD and act is not Act.CORRECTED
    return Outcome.HELD if is_decided_first else None


def _why_not_reopened(stand: Stand, now: datetime) -> Outcome | None:
    if stand.request.closure is None:
        return Outcome.NOT_OVER
    if stand.was_escalated:
        return Outcome.WITH_A_PERSON
    if stand.request.closure is Closure.DUPLICATE:
        return Outcome.MERGED
    return Outcome.TOO_LATE if now - stand.changed_at > REOPENED_WITHIN else None


def read_note(typed: str) -> str | Problem:
    """Read what is written beside a request; a number that nobody should have is refused."""
    text = plain(typed)
    if not text:
        return Problem(NOTE, "missing")
    if len(text) > LONGEST_NOTE:
        return too_long(NOTE, text, LONGEST_NOTE)
    wrong = wrong_text(text)
    return Problem(NOTE, wrong) if wrong else text
