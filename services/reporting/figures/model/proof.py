"""What a rebuild of the projections found out."""

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


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A rebuild and its proof: the projections were right when all of it agrees."""

    facts: int
    live: str
    rebuilt: str
    """Hashes of the projections before and after."""
    counted: Counts
    recounted: Counts
    """Sums of the projections, and sums taken straight from the log by other SQL."""
    marked: str
    remarked: str
    """The same with hashes of what rows are counted under: activation, exercise and codes."""

    @property
    def agrees(self) -> bool:
        """Say whether live, rebuilt and what the log says are the same."""
        return (
            self.live == self.rebuilt
            and self.counted == self.recounted
            and self.marked == self.remarked
        )
