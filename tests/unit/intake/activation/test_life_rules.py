"""What holds of a decision about the network's life, and how the network stands by it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.activation.model import LONGEST, Decision, Fault
from services.intake.activation.rules import beginning, decided, faults
from shared.activation.rules import GOES_TO
from shared.activation.standing import Reach
from shared.contracts.activation_words import ActivationState
from tests.support.activations import AWAKE, standing
from tests.support.intake.activation.building import AT, REACH, SERVES, decision

TODAY = date(2026, 3, 20)


def wrong(made: Decision) -> list[Fault]:
    return list(faults(AWAKE, made, TODAY, SERVES))


def test_a_whole_decision_holds() -> None:
    assert wrong(decision()) == []


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (decision(trigger=" "), Fault.TRIGGER_MISSING),
        (decision(decision=""), Fault.DECISION_MISSING),
        (decision(trigger="x" * (LONGEST + 1)), Fault.WORDS_TOO_LONG),
        (decision(decision="x" * (LONGEST + 1)), Fault.WORDS_TOO_LONG),
        (decision(ActivationState.ALERTED), Fault.NO_SUCH_STEP),
        (decision(ActivationState.ENDED), Fault.NO_SUCH_STEP),
        (decision(reach=replace(REACH, valid_until=None)), Fault.VALID_UNTIL_MISSING),
        (decision(reach=replace(REACH, review_on=None)), Fault.REVIEW_MISSING),
        (decision(reach=replace(REACH, review_on=TODAY - timedelta(1))), Fault.REVIEW_OVER),
        (decision(reach=replace(REACH, review_on=date(2026, 9, 1))), Fault.REVIEW_TOO_LATE),
        (decision(reach=replace(REACH, areas=frozenset({"091"}))), Fault.AREA_NOT_SERVED),
        (decision(reach=replace(REACH, lines=frozenset({"magic"}))), Fault.LINE_UNKNOWN),
    ],
    ids=lambda each: each.value if isinstance(each, Fault) else "",
)
def test_each_thing_that_is_missing_is_said(made: Decision, fault: Fault) -> None:
    assert wrong(made) == [fault]


def test_a_day_that_is_over_is_no_end() -> None:
    over = replace(REACH, valid_until=TODAY - timedelta(1), review_on=TODAY)

    assert wrong(decision(reach=over)) == [Fault.VALID_UNTIL_OVER, Fault.REVIEW_TOO_LATE]


def test_the_same_again_is_no_decision() -> None:
    stands = standing(reach=REACH)
    same = decision(ActivationState.ACTIVATED)

    assert list(faults(stands, same, TODAY, SERVES)) == [Fault.NOTHING_NEW]


def test_an_area_taken_out_is_one_without_another_state() -> None:
    stands = standing(reach=REACH)
    fewer = decision(ActivationState.ACTIVATED, replace(REACH, areas=frozenset({"491"})))

    after = decided(stands, fewer, AT)

    assert list(faults(stands, fewer, TODAY, SERVES)) == []
    assert (after.since, after.changed_at, after.version) == (stands.since, AT, 1)


@pytest.mark.parametrize("state", [ActivationState.STANDBY, ActivationState.ALERTED])
def test_what_sleeps_needs_no_days(state: ActivationState) -> None:
    before = next(each for each, after in GOES_TO.items() if state in after)

    found = faults(standing(before), decision(state, Reach()), TODAY, SERVES)

    assert list(found) == []


STATES = st.sampled_from(ActivationState)


@given(st.lists(STATES, min_size=1, max_size=30))
def test_whatever_is_pressed_the_network_goes_only_where_the_table_says(
    pressed: list[ActivationState],
) -> None:
    stands = beginning(AT)

    for state in pressed:
        made = decision(state)
        if not faults(stands, made, TODAY, SERVES):
            after = decided(stands, made, AT)
            assert state is stands.state or state in GOES_TO[stands.state]
            assert after.version == stands.version + 1
            stands = after if state is not ActivationState.ENDED else beginning(AT)
