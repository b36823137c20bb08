"""What may follow in a referral: each of its ways ends."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.referrals.model import (
    HELPING,
    OPEN,
    Following,
    ReferralState,
    Step,
)
from services.matching.referrals.rules.machine import after, following, standing_of
from services.matching.referrals.rules.terms import Terms, UnusableTermsError, deadlines
from shared.clock import HELSINKI
from shared.contracts.referral_words import ReferralWithdrawal
from shared.contracts.words import WITH_PARTNER, Standing, Urgency

NOON = datetime(2026, 11, 25, 12, tzinfo=HELSINKI)
ENDED = frozenset(ReferralState) - OPEN


@given(st.lists(st.sampled_from(Step)))
def test_whatever_is_pressed_what_is_over_stays_over(steps: list[Step]) -> None:
    state = ReferralState.SENT
    for step in steps:
        following_state = after(state, step)
        if state in ENDED:
            assert following_state is None
        state = following_state or state

    assert state in ReferralState


@pytest.mark.parametrize("state", sorted(OPEN))
def test_silence_and_taking_back_end_whatever_is_open(state: ReferralState) -> None:
    assert after(state, Step.EXPIRE) in ENDED
    assert after(state, Step.WITHDRAW) in ENDED
    assert standing_of(state) in WITH_PARTNER


@pytest.mark.parametrize("state", sorted(ENDED))
def test_nothing_is_to_be_had_of_what_is_over(state: ReferralState) -> None:
    assert {after(state, step) for step in Step} == {None}


def test_help_that_was_agreed_goes_on_and_is_done_passed_on_or_given_back() -> None:
    for state in HELPING:
        assert after(state, Step.BEGIN) is ReferralState.IN_PROGRESS
        assert after(state, Step.COMPLETE) is ReferralState.COMPLETED
        assert after(state, Step.HAND_ON) is ReferralState.HANDED_ON
        assert after(state, Step.GIVE_BACK) is ReferralState.RETURNED
        assert after(state, Step.DECLINE) is None
    assert standing_of(ReferralState.COMPLETED) is Standing.CLOSED


def test_a_question_is_answered_before_it_is_asked_again() -> None:
    asked = after(ReferralState.SENT, Step.ASK_BACK)

    assert asked is ReferralState.ASKED_BACK
    assert after(ReferralState.ASKED_BACK, Step.ASK_BACK) is None
    assert after(ReferralState.ASKED_BACK, Step.ANSWER) is ReferralState.SENT
    assert after(ReferralState.SENT, Step.ANSWER) is None


@pytest.mark.parametrize(
    ("was", "step", "code", "follows"),
    [
        (ReferralState.SENT, Step.DECLINE, "full", Following.NEXT),
        (ReferralState.SENT, Step.EXPIRE, None, Following.NEXT),
        (ReferralState.ASKED_BACK, Step.EXPIRE, None, Following.COORDINATOR),
        (ReferralState.ACCEPTED, Step.EXPIRE, None, Following.COORDINATOR),
        (ReferralState.IN_PROGRESS, Step.GIVE_BACK, "not_reached", Following.COORDINATOR),
        (ReferralState.ACCEPTED, Step.HAND_ON, None, Following.NEXT),
        (ReferralState.IN_PROGRESS, Step.COMPLETE, None, Following.OVER),
        (ReferralState.SENT, Step.WITHDRAW, ReferralWithdrawal.REQUEST_ENDED, Following.OVER),
        (ReferralState.SENT, Step.WITHDRAW, ReferralWithdrawal.ORGANISATION_LEFT, Following.NEXT),
        (ReferralState.SENT, Step.WITHDRAW, ReferralWithdrawal.REQUEST_CHANGED, Following.NEXT),
        (
            ReferralState.ACCEPTED,
            Step.WITHDRAW,
            ReferralWithdrawal.BY_COORDINATOR,
            Following.COORDINATOR,
        ),
        (ReferralState.ACCEPTED, Step.WITHDRAW, ReferralWithdrawal.NOT_WANTED, Following.NEXT),
        (
            ReferralState.SENT,
            Step.WITHDRAW,
            ReferralWithdrawal.CONSENT_WITHDRAWN,
            Following.COORDINATOR,
        ),
    ],
)
def test_the_next_is_asked_unless_help_had_begun_or_a_person_must_see(
    was: ReferralState, step: Step, code: str | None, follows: Following
) -> None:
    assert following(was, step, code) is follows


def test_who_helps_has_longer_than_who_is_asked_and_urgency_shortens_both() -> None:
    terms = Terms()
    ends = {
        state: [deadlines(terms, urgency, state, (), NOON).end for urgency in Urgency]
        for state in (ReferralState.SENT, ReferralState.ACCEPTED)
    }

    asked, helping = ends[ReferralState.SENT], ends[ReferralState.ACCEPTED]
    assert asked == sorted(asked)
    assert helping == sorted(helping)
    assert all(one < other for one, other in zip(asked, helping, strict=True))


@pytest.mark.parametrize(
    "bent",
    [
        {"answer": dict.fromkeys(Urgency, 1)},
        {"help": {Urgency.TODAY: 60}},
        {"help": dict.fromkeys(Urgency, 10**9)},
        {"answer": dict.fromkeys(Urgency, float("nan"))},
        {"most_asked": 0},
    ],
)
def test_terms_that_end_at_once_or_never_are_refused(bent: dict[str, object]) -> None:
    with pytest.raises(UnusableTermsError):
        Terms(**bent)  # type: ignore[arg-type]  # what is wrong is of another kind
