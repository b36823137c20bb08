"""How many are asked, and when again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.matching.engine.rules.policy import Policy, SearchState, lifetime, look_again, seats
from shared.contracts.words import Urgency

MINUTE = timedelta(minutes=1)
TODAY = Urgency.TODAY
POLICY = replace(
    Policy(),
    at_once={Urgency.TODAY: 2, **dict.fromkeys(list(Urgency)[1:], 1)},
    one_more_every={Urgency.TODAY: 5, **dict.fromkeys(list(Urgency)[1:], 0)},
    most_at_once=4,
)

durations = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=30))
standings = st.builds(
    SearchState,
    urgency=st.sampled_from(Urgency),
    waited=durations,
    open_now=st.integers(0, 20),
    usual_is_free=st.booleans(),
)
policies = st.builds(
    Policy,
    at_once=st.fixed_dictionaries({one: st.integers(1, 12) for one in Urgency}),
    one_more_every=st.fixed_dictionaries({one: st.integers(0, 12) for one in Urgency}),
    most_at_once=st.integers(1, 12),
)


def standing(minutes: float = 0, open_now: int = 0, urgency: Urgency = TODAY) -> SearchState:
    return SearchState(urgency=urgency, waited=minutes * MINUTE, open_now=open_now)


def test_two_are_asked_at_once_about_today() -> None:
    assert seats(POLICY, standing()) == 2
    assert seats(POLICY, standing(urgency=Urgency.NO_HURRY)) == 1


def test_one_who_declines_is_replaced_at_once() -> None:
    assert seats(POLICY, standing(minutes=3, open_now=1)) == 1


def test_nobody_is_added_while_enough_are_asked() -> None:
    assert seats(POLICY, standing(minutes=3, open_now=2)) == 0


@pytest.mark.parametrize(("minutes", "asked"), [(0, 2), (4.9, 2), (5, 3), (10, 4), (500, 4)])
def test_the_circle_widens_in_phases_up_to_its_limit(minutes: float, asked: int) -> None:
    assert seats(POLICY, standing(minutes)) == asked


def test_what_is_not_urgent_does_not_widen() -> None:
    calm = standing(minutes=5000, open_now=1, urgency=Urgency.WITHIN_A_WEEK)

    assert seats(POLICY, calm) == 0
    assert look_again(POLICY, calm) is None


@pytest.mark.parametrize(("minutes", "later"), [(0, 5), (3, 2), (5, 5), (9.5, 0.5)])
def test_the_next_look_is_at_the_next_phase(minutes: float, later: float) -> None:
    assert look_again(POLICY, standing(minutes)) == later * MINUTE


def test_a_circle_at_its_limit_is_not_looked_at_again() -> None:
    assert look_again(POLICY, standing(minutes=10)) is None


def test_the_usual_helper_is_asked_before_anyone_else() -> None:
    assert seats(POLICY, replace(standing(), usual_is_free=True)) == 1


def test_when_others_are_asked_already_the_usual_helper_takes_no_more_than_a_seat() -> None:
    asked = standing(open_now=1)

    assert seats(POLICY, replace(asked, usual_is_free=True)) == seats(POLICY, asked)


def test_an_answer_is_awaited_longer_the_less_urgent_it_is() -> None:
    waits = [lifetime(Policy(), urgency) for urgency in Urgency]

    assert waits == sorted(waits)
    assert waits[0] == 15 * MINUTE


@given(policies, standings)
def test_never_more_than_the_most_are_open(policy: Policy, now: SearchState) -> None:
    assume(not now.usual_is_free)

    assert 0 <= seats(policy, now) <= max(0, policy.most_at_once - now.open_now)


@given(policies, standings, durations)
def test_a_clock_that_jumps_ahead_only_widens(
    policy: Policy, now: SearchState, jump: timedelta
) -> None:
    later = replace(now, waited=now.waited + jump)

    assert seats(policy, later) >= seats(policy, now)


@given(policies, standings, durations)
def test_a_clock_that_jumps_back_asks_nobody_more(
    policy: Policy, now: SearchState, jump: timedelta
) -> None:
    before = replace(now, waited=now.waited - jump)

    assert 0 <= seats(policy, before) <= seats(policy, now)


@given(policies, standings, durations)
def test_the_next_look_is_always_ahead_and_within_one_phase(
    policy: Policy, now: SearchState, jump: timedelta
) -> None:
    jumped = replace(now, waited=now.waited - jump)

    again = look_again(policy, jumped)

    if again is not None:
        assert timedelta() < again <= policy.one_more_every[now.urgency] * MINUTE


@given(st.integers(0, 30_000), st.integers(3, 12))
def test_at_the_next_look_there_is_one_more_seat(milliseconds: int, most: int) -> None:
    policy = replace(POLICY, most_at_once=most)
    now = SearchState(urgency=TODAY, waited=timedelta(milliseconds=milliseconds), open_now=0)
    again = look_again(policy, now)
    assert again is not None

    later = replace(now, waited=now.waited + again)

    assert seats(policy, later) == seats(policy, now) + 1
