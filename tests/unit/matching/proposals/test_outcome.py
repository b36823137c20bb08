"""What a proposal's link means now."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.matching.needs.model import NeedState
from services.matching.proposals.model import Match, MatchId, MatchState, Outcome
from services.matching.proposals.rules.outcome import outcome_of
from services.matching.volunteers.model import VolunteerId
from shared.contracts.words import WithdrawalReason
from tests.support.matching.building import NOW
from tests.support.matching.needs.building import need


def a_match(
    state: MatchState, *, lapsed: bool = False, why: WithdrawalReason | None = None
) -> Match:
    """Ask one volunteer."""
    return Match(
        id=MatchId(UUID(int=1)),
        request_id=need().request_id,
        volunteer_id=VolunteerId(UUID(int=2)),
        version=1,
        state=state,
        expires_at=NOW,
        lapsed=lapsed,
        why_withdrawn=why,
    )


@pytest.mark.parametrize(
    ("match_state", "lapsed", "need_state", "outcome"),
    [
        (MatchState.OPEN, False, NeedState.PROPOSED, Outcome.OPEN),
        (MatchState.OPEN, True, NeedState.PROPOSED, Outcome.EXPIRED),
        (MatchState.OPEN, False, NeedState.ASSIGNED, Outcome.FILLED),
        (MatchState.OPEN, False, NeedState.CLOSED, Outcome.WITHDRAWN),
        (MatchState.EXPIRED, True, NeedState.ASSIGNED, Outcome.EXPIRED),
        (MatchState.ACCEPTED, True, NeedState.ASSIGNED, Outcome.ACCEPTED),
        (MatchState.COMPLETED, True, NeedState.CLOSED, Outcome.COMPLETED),
        (MatchState.DECLINED, False, NeedState.CLOSED, Outcome.DECLINED),
        (MatchState.WITHDRAWN, False, NeedState.CLOSED, Outcome.WITHDRAWN),
    ],
)
def test_a_link_tells_what_became_of_its_proposal(
    match_state: MatchState, lapsed: bool, need_state: NeedState, outcome: Outcome
) -> None:
    asked = a_match(match_state, lapsed=lapsed)

    assert outcome_of(asked, replace(need(), state=need_state)) is outcome


@pytest.mark.parametrize(
    ("why", "outcome"),
    [
        (WithdrawalReason.FILLED, Outcome.FILLED),
        (WithdrawalReason.REQUEST_CANCELLED, Outcome.CANCELLED),
        (WithdrawalReason.VOLUNTEER_UNABLE, Outcome.GIVEN_BACK),
        (WithdrawalReason.UNREACHABLE, Outcome.WITHDRAWN),
        (None, Outcome.WITHDRAWN),
    ],
)
def test_who_was_asked_learns_why_it_was_taken_back(
    why: WithdrawalReason | None, outcome: Outcome
) -> None:
    asked = a_match(MatchState.WITHDRAWN, why=why)

    assert outcome_of(asked, replace(need(), state=NeedState.ASSIGNED)) is outcome
