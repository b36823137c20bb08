"""What a proposal's link means now, and so what an answer to it does."""

from typing import Final

from services.matching.needs.model import Need, NeedState
from services.matching.proposals.model import Match, MatchState, Outcome

_ENDED: Final = {
    MatchState.ACCEPTED: Outcome.ACCEPTED,
    MatchState.DECLINED: Outcome.DECLINED,
    MatchState.EXPIRED: Outcome.EXPIRED,
    MatchState.WITHDRAWN: Outcome.WITHDRAWN,
    MatchState.COMPLETED: Outcome.COMPLETED,
}


def outcome_of(match: Match, need: Need) -> Outcome:
    """Say how a proposal stands; an answer that was given stays the answer."""
    if match.state is not MatchState.OPEN:
        return _ENDED[match.state]
    if need.state is NeedState.CLOSED:
        return Outcome.WITHDRAWN
    if need.state is NeedState.ASSIGNED:
        return Outcome.FILLED
    return Outcome.EXPIRED if match.lapsed else Outcome.OPEN
