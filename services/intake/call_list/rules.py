"""What may be decided of a line."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from services.intake.attention.model import Outcome
from services.intake.call_list.model import CallLine
from services.intake.requests.model import State

WAITS: Final = (15, 60, 180, 720)
"""After how many minutes somebody who did not answer may be called again."""


def outcomes_of(line: CallLine) -> Sequence[Outcome]:
    """Give what may become of it; whom matching never gets does not just go on."""
    if line.request.closure is not None:
        return (Outcome.REACHED, Outcome.NOT_REACHED)
    if line.request.state is State.ESCALATED:
        return (Outcome.HELPED, Outcome.NOT_REACHED, Outcome.HANDED_OVER, Outcome.ORDINARY)
    return (Outcome.REACHED, Outcome.HELPED, Outcome.NOT_REACHED, Outcome.HANDED_OVER)


def read_wait(typed: str) -> timedelta:
    """Read how long to wait; what was not offered is the shortest."""
    offered = {str(minutes): minutes for minutes in WAITS}
    return timedelta(minutes=offered.get(typed, WAITS[0]))
