"""What a proposal's link means now."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.matching.needs.model import NeedState
from services.matching.proposals.model import Match, MatchId, MatchState, Outcome
from services.matching.proposals.rules.outcome import outcome_of
from services.matching.volunteers.model import VolunteerId
from tests.support.matching.building import NOW
from tests.support.matching.needs.building import need


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
    asked = Match(
        id=MatchId(UUID(int=1)),
        request_id=need().request_id,
        volunteer_id=VolunteerId(UUID(int=2)),
        version=1,
        state=match_state,
        expires_at=NOW,
        lapsed=lapsed,
    )

    assert outcome_of(asked, replace(need(), state=need_state)) is outcome
