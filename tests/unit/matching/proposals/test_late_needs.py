"""For whom nobody is found in time is the coordinator's, while asking goes on."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.engine.rules.policy import Policy, patience
from services.matching.needs.model import NeedState, RequestId
from services.matching.proposals.model import Outcome, Turn
from services.matching.proposals.rules.late import handed_over, waits_too_long
from shared.contracts.matching import (
    MatchDeclined,
    MatchProposed,
    RequestUnmatched,
    VolunteerMatched,
)
from shared.contracts.words import Standing, UnmatchedReason, Urgency
from tests.support.matching.building import RequestStory
from tests.support.matching.needs.building import need
from tests.support.matching.needs.fakes import FakeDueNeeds
from tests.support.matching.stage import Stage

WAITS = {
    Urgency.TODAY: timedelta(hours=2),
    Urgency.WITHIN_2_DAYS: timedelta(hours=12),
    Urgency.WITHIN_A_WEEK: timedelta(hours=48),
    Urgency.NO_HURRY: timedelta(days=7),
}
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def look_for_late(stage: Stage) -> list[bool]:
    """Do what the loop does."""
    late = stage.play.use.hand_over_late
    waits = {urgency: patience(stage.play.policy, urgency) for urgency in Urgency}
    found = await FakeDueNeeds(stage.store).late(waits, 10)
    return [await late.hand_over(each) for each in found]


async def made_late(stage: Stage) -> str:
    """Let one who needs help today have waited two hours; gives the link of who is asked now."""
    token = await stage.ask()
    _wait_without_answer(stage)
    assert await look_for_late(stage) == [True]
    return token


def _wait_without_answer(stage: Stage) -> None:
    (request_id,) = stage.store.state.needs
    stage.store.state.heard_at[request_id] -= WAITS[Urgency.TODAY]


def stands(stage: Stage) -> tuple[NeedState, UnmatchedReason | None]:
    (known,) = stage.store.state.needs.values()
    assert known is not None
    return known.state, known.reason


@pytest.mark.parametrize("urgency", Urgency)
async def test_each_urgency_has_a_time_of_its_own(stage: Stage, urgency: Urgency) -> None:
    await stage.volunteers()
    await stage.play.hear(RequestStory(urgency=urgency).created())
    stage.pass_time(WAITS[urgency] - MOMENT)

    early = await look_for_late(stage)
    stage.pass_time(MOMENT)
    late = await look_for_late(stage)

    assert (early, late) == ([], [True])
    said = stage.published()[-1].data
    assert isinstance(said, RequestUnmatched)
    assert (said.reason, said.asked, said.considered) == ("waited_too_long", 1, 1)


async def test_it_is_said_once(stage: Stage) -> None:
    await stage.volunteers()
    await made_late(stage)
    before = len(stage.published())

    assert await look_for_late(stage) == []
    (request_id,) = stage.store.state.needs
    assert not await stage.play.use.hand_over_late.hand_over(RequestId(request_id))
    assert stage.published()[before:] == []


async def test_who_was_asked_may_still_say_yes(stage: Stage) -> None:
    await stage.volunteers()
    token = await made_late(stage)

    outcome = await stage.play.use.answer.accept_proposal(token)

    assert outcome is Outcome.ACCEPTED
    assert stands(stage) == (NeedState.ASSIGNED, None)
    assert VolunteerMatched in stage.facts()


async def test_asking_goes_on_and_takes_it_from_nobody(stage: Stage) -> None:
    await stage.volunteers(3)
    token = await made_late(stage)
    before = len(stage.published())

    await stage.play.decline(token)

    assert stage.facts(before) == [MatchDeclined, MatchProposed]
    said = [item.data for item in stage.published()[before:]]
    assert {one.standing for one in said if isinstance(one, MatchDeclined | MatchProposed)} == {
        Standing.UNMATCHED
    }
    assert stands(stage) == (NeedState.UNMATCHED, UnmatchedReason.WAITED_TOO_LONG)


async def test_its_next_look_stays_due(stage: Stage) -> None:
    await stage.volunteers()
    await stage.ask()
    (request_id,) = stage.store.state.needs
    due = stage.store.state.now + timedelta(minutes=8)
    stage.store.state.look_at[request_id] = due
    _wait_without_answer(stage)

    assert await look_for_late(stage) == [True]
    assert stage.store.state.look_at[request_id] == due


STATES = st.sampled_from([NeedState.OPEN, NeedState.PROPOSED, NeedState.ASSIGNED, NeedState.CLOSED])


@given(st.lists(STATES, max_size=8))
def test_whatever_happens_a_late_need_is_never_only_the_networks(moves: list[NeedState]) -> None:
    late = handed_over(need())

    for state in moves:
        before, late = late, late.moved_to(state)
        assert late.standing_number == before.standing_number + 1
        assert late.state not in {NeedState.OPEN, NeedState.PROPOSED}
        assert (late.reason is not None) == (late.state is NeedState.UNMATCHED)


@given(st.sampled_from(Urgency), STATES, st.timedeltas(timedelta(), timedelta(days=30)))
def test_only_what_is_searched_for_can_wait_too_long(
    urgency: Urgency, state: NeedState, waited: timedelta
) -> None:
    turn = Turn(need(urgency=urgency).moved_to(state), waited)

    is_late = waits_too_long(turn, Policy())

    searched = state in {NeedState.OPEN, NeedState.PROPOSED}
    assert is_late == (searched and waited >= WAITS[urgency])
