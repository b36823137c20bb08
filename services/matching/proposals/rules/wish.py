"""Whether the one volunteer whom a coordinator wishes for may be asked, or be the helper."""

from typing import Final

from services.matching.engine.model import Helper, Reason, Wanted
from services.matching.engine.rules.eligibility import refusals
from services.matching.needs.model import Need, NeedState
from services.matching.proposals.model import ByHand, Turn
from services.matching.proposals.rules.wanted import is_for_volunteers
from shared.contracts.ask_words import (
    OVERRIDABLE,
    AskManner,
    AssignmentRefusal,
    WideningRefusal,
)

_WAITING: Final = frozenset({NeedState.OPEN, NeedState.PROPOSED, NeedState.UNMATCHED})

LARGEST_NUMBER: Final = 2**31 - 1
"""Roster numbers are integers of four bytes; a longer one was never given to anybody."""
_SAID_AS: Final = {Reason.BLOCKED: AssignmentRefusal.ASKED_BEFORE}
"""Who must not meet is not told apart from who was asked before: nobody learns of a block."""
_OF_ASKING: Final = frozenset({Reason.QUIET_HOURS, Reason.ASKED_ENOUGH, Reason.ASKED_BEFORE})
"""They keep people from being asked too much; whoever rang and said yes is not asked."""


def refusal_of(turn: Turn, number: int) -> AssignmentRefusal | None:
    """Say what of the need itself speaks against it; None: it depends on the volunteer."""
    if turn.need.state not in _WAITING:
        return AssignmentRefusal.NOT_WAITING
    if not is_for_volunteers(turn.need):
        return AssignmentRefusal.NOT_FOR_VOLUNTEERS
    return AssignmentRefusal.UNKNOWN_VOLUNTEER if number > LARGEST_NUMBER else None


def refusal_to_widen(need: Need, wider: Need) -> WideningRefusal | None:
    """Say why more people are not asked; None: they are."""
    if need.state not in _WAITING:
        return WideningRefusal.NOT_WAITING
    if not is_for_volunteers(need):
        return WideningRefusal.NOT_FOR_VOLUNTEERS
    return WideningRefusal.WIDE_ALREADY if wider.widened == need.widened else None


def rule_against(helper: Helper, wanted: Wanted, hand: ByHand) -> AssignmentRefusal | None:
    """Give the rule of matching that stands in the way still; None: nothing does.

    A rule that nobody may pass over is told before one that may be, so that nobody passes one over
    in vain.
    """
    uncounted = _OF_ASKING if hand.manner is AskManner.AGREED else frozenset[Reason]()
    against = [
        _SAID_AS.get(reason) or AssignmentRefusal(reason)
        for reason in refusals(helper, wanted)
        if reason not in uncounted
    ]
    may_pass = OVERRIDABLE[hand.manner]
    standing = [rule for rule in against if rule not in may_pass & hand.overrides]
    return min(standing, key=may_pass.__contains__, default=None)
