"""Who waits longer than their urgency bears."""

from dataclasses import replace
from typing import Final

from services.matching.engine.model import Reason
from services.matching.engine.rules.policy import Policy, patience
from services.matching.needs.model import Need, NeedState
from services.matching.proposals.model import Turn
from services.matching.proposals.rules.next_step import HandOver
from shared.contracts.words import UnmatchedReason

STILL_SEARCHED: Final = frozenset({NeedState.OPEN, NeedState.PROPOSED})
"""What is searched for and is nobody's yet, not the coordinator's either."""


def waits_too_long(turn: Turn, policy: Policy) -> bool:
    """Say whether it is time for a coordinator: counted from when matching first heard of it."""
    need = turn.need
    return need.state in STILL_SEARCHED and turn.waited >= patience(policy, need.urgency)


def handed_over(need: Need) -> Need:
    """Give it as it stands with the coordinator."""
    late = replace(need, is_late=True, version=need.version + 1)
    return late.moved_to(NeedState.UNMATCHED, UnmatchedReason.WAITED_TOO_LONG)


def late_step(turn: Turn) -> HandOver:
    """Say why in counts: who was asked fits, and more is not known while asking goes on."""
    asked = {Reason.ASKED_BEFORE: len(turn.asked)}
    return HandOver(UnmatchedReason.WAITED_TOO_LONG, asked)
