"""How a proposal stands for the one who holds its link, whatever they press and whenever."""

from enum import StrEnum

from services.matching.domain.model import Match, MatchState, Need, NeedState
from services.matching.domain.words import Withdrawal


class Standing(StrEnum):
    """What the volunteer is told; only an open proposal can be answered."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    FILLED = "filled"
    CANCELLED = "cancelled"
    GIVEN_BACK = "given_back"
    DONE = "done"


_ENDED = {
    MatchState.ACCEPTED: Standing.ACCEPTED,
    MatchState.DECLINED: Standing.DECLINED,
    MatchState.EXPIRED: Standing.EXPIRED,
    MatchState.COMPLETED: Standing.DONE,
}


def standing_of(match: Match, need: Need) -> Standing:
    """Say how a proposal stands; an answer that was given stays the answer."""
    match match.state:
        case MatchState.OPEN:
            return _unanswered(match, need)
        case MatchState.WITHDRAWN if match.withdrawal is Withdrawal.VOLUNTEER_UNABLE:
            return Standing.GIVEN_BACK
        case MatchState.WITHDRAWN:
            return Standing.CANCELLED
        case state:
            return _ENDED[state]


def _unanswered(match: Match, need: Need) -> Standing:
    if need.state is NeedState.CLOSED:
        return Standing.CANCELLED
    if need.state is NeedState.ASSIGNED:
        return Standing.FILLED
    return Standing.EXPIRED if match.late else Standing.OPEN
