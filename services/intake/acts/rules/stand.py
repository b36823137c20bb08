"""What may be done with a request by hand, as it stands."""

from datetime import datetime, timedelta
from typing import Final

from services.intake.acts.model import Act, Outcome, Stand
from services.intake.requests.model import Closure, State

REOPENED_WITHIN: Final = timedelta(days=30)
"""So long after its end a request can be opened again; later the same is asked for anew."""

_BESIDE: Final = frozenset({Act.NOTED, Act.STRUCK, Act.UNLINKED})
"""What changes nothing of the request itself."""
_OPENING: Final = frozenset({Act.REOPENED, Act.UNMERGED})


def may(stand: Stand, now: datetime) -> frozenset[Act]:
    """Give all that may be done."""
    return frozenset(act for act in Act if why_not(act, stand, now) is None)


def why_not(act: Act, stand: Stand, now: datetime) -> Outcome | None:
    """Say why something may not be done; None where it may."""
    if stand.is_erased:
        return Outcome.ERASED
    if act in _BESIDE:
        return None
    if act in _OPENING:
        return _why_not_opened(act, stand, now)
    return _why_not_changed(act, stand)


def _why_not_changed(act: Act, stand: Stand) -> Outcome | None:
    state = stand.request.state
    if state is State.CLOSED:
        return Outcome.OVER
    if state is State.ESCALATED:
        return Outcome.WITH_A_PERSON
    if state is State.HELD and act is not Act.CORRECTED:
        return Outcome.HELD
    return Outcome.ONE_NEED if act is Act.SPLIT and not stand.request.also else None


def _why_not_opened(act: Act, stand: Stand, now: datetime) -> Outcome | None:
    closure = stand.request.closure
    if closure is None:
        return Outcome.NOT_OVER
    if stand.was_escalated:
        return Outcome.WITH_A_PERSON
    if (closure is Closure.DUPLICATE) is not (act is Act.UNMERGED):
        return Outcome.MERGED if closure is Closure.DUPLICATE else Outcome.NOT_MERGED
    return Outcome.TOO_LATE if now - stand.changed_at > REOPENED_WITHIN else None
