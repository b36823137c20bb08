"""How a request stands, by the last that was said of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stood:
    """What intake and what matching said last; None: nothing yet."""

    event: str | None = None
    """The type of intake's newest event that changes how it stands."""
    standing: str | None = None
    """Matching's code."""
