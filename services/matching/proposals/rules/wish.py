"""Whether the one volunteer whom a coordinator wishes for may be asked."""

from typing import Final

from services.matching.needs.model import NeedState
from services.matching.proposals.model import Turn
from services.matching.proposals.rules.wanted import is_for_volunteers
from shared.contracts.words import AssignmentRefusal

_WAITING: Final = frozenset({NeedState.OPEN, NeedState.PROPOSED, NeedState.UNMATCHED})

LARGEST_NUMBER: Final = 2**31 - 1
"""Roster numbers are integers of four bytes; a longer one was never given to anybody."""


def refusal_of(turn: Turn, number: int) -> AssignmentRefusal | None:
    """Say why not, by roster number; None: nothing of the need speaks against it.

    Who must not meet is not told apart from who was asked before: nobody learns of a block.
    """
    if turn.need.state not in _WAITING:
        return AssignmentRefusal.NOT_WAITING
    if not is_for_volunteers(turn.need):
        return AssignmentRefusal.NOT_FOR_VOLUNTEERS
    if number in turn.asked | turn.blocked:
        return AssignmentRefusal.ASKED_BEFORE
    return AssignmentRefusal.UNKNOWN_VOLUNTEER if number > LARGEST_NUMBER else None
