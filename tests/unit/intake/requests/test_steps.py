"""The steps that the one who asked is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.requests.model import Closure, State
from services.intake.requests.rules.steps import Step, step_of


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
    assert step_of(state, None, was_asked=was_asked) is step


@given(st.sampled_from(Closure), st.booleans())
def test_only_help_that_was_given_is_done(closure: Closure, was_asked: bool) -> None:
    step = step_of(State.CLOSED, closure, was_asked=was_asked)

    assert step is (Step.DONE if closure is Closure.COMPLETED else None)
