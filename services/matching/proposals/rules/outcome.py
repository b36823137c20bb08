"""What a proposal's link means now, and so what an answer to it does."""

from typing import Final

from services.matching.needs.model import Need, NeedState
from services.matching.proposals.model import Match, MatchState, Outcome
from shared.contracts.words import WithdrawalReason

_ENDED: Final = {
    MatchState.ACCEPTED: Outcome.ACCEPTED,
    MatchState.DECLINED: Outcome.DECLINED,
    MatchState.EXPIRED: Outcome.EXPIRED,
    MatchState.COMPLETED: Outcome.COMPLETED,
}
_WITHDRAWN: Final = {
    WithdrawalReason.FILLED: Outcome.FILLED,
    WithdrawalReason.REQUEST_CANCELLED: Outcome.CANCELLED,
    WithdrawalReason.VOLUNTEER_UNABLE: Outcome.GIVEN_BACK,
    WithdrawalReason.REQUEST_CHANGED: Outcome.CHANGED,
    WithdrawalReason.UNREACHABLE: Outcome.WITHDRAWN,
    None: Outcome.WITHDRAWN,
}


def outcome_of(match: Match, need: Need) -> Outcome:
    """Say how a proposal stands; an answer that was given stays the answer."""
    if match.state is MatchState.OPEN:
        return _of_open(match, need)
    if match.state is MatchState.WITHDRAWN:
        return _WITHDRAWN[match.why_withdrawn]
    return _ENDED[match.state]


def _of_open(match: Match, need: Need) -> Outcome:
    if need.state is NeedState.CLOSED:
        return Outcome.WITHDRAWN
    if need.state is NeedState.ASSIGNED:
        return Outcome.FILLED
    return Outcome.EXPIRED if match.lapsed else Outcome.OPEN
