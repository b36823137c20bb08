"""What a simulation ends with."""

from dataclasses import dataclass

from shared.contracts.words import Urgency


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one request ended."""

    urgency: Urgency
    waited: float | None
    """Minutes until somebody said yes; None: nobody did in time."""
    km: float | None
    notices: int
    """How many were asked."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a whole simulation ended."""

    outcomes: tuple[Outcome, ...]
    notices: tuple[tuple[float, ...], ...]
    """By volunteer on duty: the minutes at which they were asked."""
    tasks: tuple[int, ...]
    """By volunteer on duty: how many tasks they took."""
    too_late: int
    """Yeses to what somebody else had taken already."""
    over_cap: int
    """Asks to somebody whose week was full: must be 0."""
