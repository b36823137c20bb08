"""What the end of a call means for whoever was rung."""

from typing import Final

from services.intake.call_rounds.model import MOST_TRIES, Next, Result
from shared.contracts.call_words import CallOutcome

_NOBODY: Final = frozenset(
    {
        CallOutcome.NO_ANSWER,
        CallOutcome.BROKEN_OFF,
        CallOutcome.SILENT,
        CallOutcome.UNFINISHED,
    }
)
"""Nobody was spoken to, or nobody knows."""
_ENDS: Final = {
    CallOutcome.REFUSED: Result.REFUSED,
    CallOutcome.WRONG_NUMBER: Result.WRONG_NUMBER,
}


def next_of(outcome: CallOutcome, tries: int) -> Next:
    """Say whether they are rung again: not after three tries in vain."""
    if outcome is CallOutcome.TEST:
        return Next(None, counts=False)
    if outcome in _NOBODY:
        return Next(None if tries + 1 < MOST_TRIES else Result.NOT_REACHED)
    return Next(_ENDS.get(outcome, Result.REACHED))
