"""What a search gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """The cheapest helpers of those who may be asked, the cheapest first; equal ones by number."""

    numbers: list[int]
    kms: list[float]
    recents: list[float]
    """Asks not forgotten."""
    costs: list[float]
    fitting: int = 0
    """Of the helpers looked at until the line was full: how many fit and are on duty."""
    at_cap: int = 0
    """Of those: kept back by their week."""
    asked_enough: int = 0
    """Of those: kept back only because they were asked much lately."""
