"""What is wrong with what somebody typed."""

from dataclasses import dataclass
from dataclasses import field as of


@dataclass(frozen=True, slots=True)
class Problem:
    """One field cannot be taken; `code` names the reason and its message."""

    field: str
    code: str
    length: int = of(default=0, compare=False)
    """How many signs were typed, where that is too many; else 0."""
    over: int = of(default=0, compare=False)
    """How many of them are too many."""


def too_long(name: str, text: str, longest: int) -> Problem:
    """Say of a field that its text is too long, and by how much."""
    return Problem(name, "long", len(text), len(text) - longest)
