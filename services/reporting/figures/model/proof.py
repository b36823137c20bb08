"""What shows that the projections say what the log says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums over everything, exercises included."""

    requests: int
    completed: int
    matches: int
    minutes: int
    activities: int
    headcount: int
    calls: int
    missed_calls: int


@dataclass(frozen=True, slots=True)
class Proved:
    """The projections are right when all of it agrees."""

    counted: Counts
    recounted: Counts
    """Sums of the projections, and sums taken straight from the log by other SQL."""
    marked: str
    remarked: str
    """The same with hashes of what rows are counted under: activation, exercise and codes."""

    @property
    def agrees(self) -> bool:
        """Say whether the projections and the log say the same."""
        return self.counted == self.recounted and self.marked == self.remarked
