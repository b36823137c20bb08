"""How far a request has come, in the four steps that the one who asked is shown."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from services.intake.requests.model import Closure, State


class Step(StrEnum):
    """What happens to a request, in order."""

    RECEIVED = "received"
    ASKED = "asked"
    FOUND = "found"
    DONE = "done"


_STEP: Final[Mapping[State, Step]] = {
    State.HELD: Step.RECEIVED,
    State.RECEIVED: Step.RECEIVED,
    State.OPEN: Step.RECEIVED,
    State.PROPOSED: Step.ASKED,
    State.UNMATCHED: Step.RECEIVED,
    State.ASSIGNED: Step.FOUND,
}


def step_of(state: State, closure: Closure | None, *, was_asked: bool) -> Step | None:
    """Say how far it has come; None for one that goes another way, or ended without help.

    A search that goes on after somebody was asked is not shown as if it began anew.
    """
    if closure is not None:
        return Step.DONE if closure is Closure.COMPLETED else None
    step = _STEP.get(state)
    return Step.ASKED if step is Step.RECEIVED and was_asked else step
