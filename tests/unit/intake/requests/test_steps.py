"""The steps that the one who asked is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.requests.model import Closure, State
from services.intake.requests.rules.steps import (
    BY_STAFF,
    Care,
    Step,
    looked_along,
    step_of,
    steps_of,
)


@pytest.mark.parametrize(
    ("state", "was_asked", "step"),
    [
        (State.HELD, False, Step.RECEIVED),
        (State.RECEIVED, False, Step.RECEIVED),
        (State.PROPOSED, True, Step.ASKED),
        (State.OPEN, True, Step.ASKED),
        (State.UNMATCHED, True, Step.ASKED),
        (State.UNMATCHED, False, Step.RECEIVED),
        (State.ASSIGNED, True, Step.FOUND),
    ],
)
def test_a_step_is_what_has_happened(state: State, was_asked: bool, step: Step) -> None:
    assert step_of(state, None, Care(), was_asked=was_asked) is step


@given(st.sampled_from(Closure), st.booleans())
def test_only_help_that_was_given_is_done(closure: Closure, was_asked: bool) -> None:
    step = step_of(State.CLOSED, closure, Care(), was_asked=was_asked)

    assert step is (Step.DONE if closure is Closure.COMPLETED else None)


@given(st.sampled_from([*State]), st.booleans(), st.booleans())
def test_of_what_only_staff_see_to_no_helper_is_asked_or_found(
    state: State, is_taken: bool, was_asked: bool
) -> None:
    care = Care(by_staff=True, is_taken=is_taken)

    step = step_of(state, None, care, was_asked=was_asked)

    assert step is (Step.WITH_PERSON if is_taken else Step.RECEIVED)
    assert steps_of(care) == BY_STAFF == (Step.RECEIVED, Step.WITH_PERSON, Step.DONE)


def test_whoever_looks_along_is_not_told_who_sees_to_it() -> None:
    assert looked_along(Step.FOUND) is looked_along(Step.WITH_PERSON) is Step.TAKEN
    assert looked_along(Step.ASKED) is looked_along(Step.RECEIVED) is Step.RECEIVED
    assert (looked_along(Step.DONE), looked_along(None)) == (Step.DONE, None)
