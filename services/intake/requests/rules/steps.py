"""How far a request has come, in the steps that people are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from services.intake.requests.model import Closure, State


class Step(StrEnum):
    """What happens to a request."""

    RECEIVED = "received"
    ASKED = "asked"
    FOUND = "found"
    WITH_PERSON = "with_person"
    """One of the staff has taken it on by name, for it is theirs alone."""
    TAKEN = "taken"
    """Somebody sees to it: whoever looks along is not told who."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Care:
    """Who sees to a request."""

    by_staff: bool = False
    """Only they: no volunteer may know of it, or a person had it from the beginning."""
    is_taken: bool = False
    """One of them has taken it on, or has seen to it."""


BY_VOLUNTEERS: Final = (Step.RECEIVED, Step.ASKED, Step.FOUND, Step.DONE)
BY_STAFF: Final = (Step.RECEIVED, Step.WITH_PERSON, Step.DONE)
LOOKED_ALONG: Final = (Step.RECEIVED, Step.TAKEN, Step.DONE)
"""The same for every request, so that they tell nothing of what is asked for."""

_STEP: Final[Mapping[State, Step]] = {
    State.HELD: Step.RECEIVED,
    State.RECEIVED: Step.RECEIVED,
    State.OPEN: Step.RECEIVED,
    State.PROPOSED: Step.ASKED,
    State.UNMATCHED: Step.RECEIVED,
    State.ASSIGNED: Step.FOUND,
    State.REFERRED: Step.ASKED,
    State.ACCEPTED: Step.FOUND,
    State.IN_PROGRESS: Step.FOUND,
}
_TAKEN: Final = frozenset({Step.FOUND, Step.WITH_PERSON})


def steps_of(care: Care) -> Sequence[Step]:
    """Give the steps in order: of what only staff see to no helper is ever found."""
    return BY_STAFF if care.by_staff else BY_VOLUNTEERS


def step_of(state: State, closure: Closure | None, care: Care, *, was_asked: bool) -> Step | None:
    """Say how far it has come; None for one that ended without help.

    A search that goes on after somebody was asked is not shown as if it began anew.
    """
    if closure is not None:
        return Step.DONE if closure is Closure.COMPLETED else None
    if care.by_staff:
        return Step.WITH_PERSON if care.is_taken else Step.RECEIVED
    step = _STEP.get(state, Step.RECEIVED)
    return Step.ASKED if step is Step.RECEIVED and was_asked else step


def looked_along(step: Step | None) -> Step | None:
    """Give what somebody close is shown of a step."""
    if step in _TAKEN:
        return Step.TAKEN
    return Step.RECEIVED if step is Step.ASKED else step
