"""Who has a call-back now, how its line stands, and what the end of a call makes of it."""

from datetime import datetime
from enum import Enum, auto

from services.intake.call_backs.model import IDLE, LATE, CallBack, Line, Ringing
from services.intake.calls.model.call import Again, Ending
from services.intake.calls.rules.ringing_again import UNREACHED
from shared.contracts.call_words import CallOutcome
from shared.contracts.words import OFFERED, Language


class Follows(Enum):
    """What the end of a call makes of the call-back that it rang for."""

    PROMISED = auto()
    """Another takes its place."""
    UNREACHED = auto()
    """It counts as an attempt, and is tried again."""
    SETTLED = auto()
    NOTHING = auto()
    """Nobody said how it ended: it is still owed."""


def what_follows(ending: Ending) -> Follows:
    """Say what becomes of it."""
    if ending.outcome not in {*UNREACHED, CallOutcome.CALL_BACK, CallOutcome.UNFINISHED}:
        return Follows.SETTLED
    if ending.again is None:
        return Follows.NOTHING
    return Follows.UNREACHED if ending.outcome in UNREACHED else Follows.PROMISED


def spoken_by(again: Again) -> Language:
    """Say in which language whoever is rung is spoken to."""
    code = again.fields.get("language", "")
    return Language(code).spoken if code in OFFERED else Language.FINNISH


def still_rung(ringing: Ringing | None, now: datetime) -> Ringing | None:
    """Say who rings now: until their call ends, or they pressed nothing for too long.

    So nothing has to bring it back to the list, and no process that dies leaves it taken.
    """
    if ringing is None or ringing.is_over or now - ringing.pressed_at >= IDLE:
        return None
    return ringing


def line_of(call_back: CallBack, now: datetime) -> Line:
    """Give its line."""
    ringing = still_rung(call_back.ringing, now)
    return Line(
        id=call_back.id,
        due_at=call_back.due_at,
        language=call_back.language,
        attempts=call_back.attempts,
        is_late=now - call_back.due_at > LATE,
        is_due=now >= call_back.due_at,
        rung_by=ringing.who if ringing else "",
        call_id=ringing.call_id if ringing else None,
    )
