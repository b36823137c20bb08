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


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A rebuild and its proof: the projections were right when all three agree."""

    facts: int
    live: str
    rebuilt: str
    """Hashes of the projections before and after."""
    counted: Counts
    recounted: Counts
    """Sums of the projections, and sums taken straight from the log by other SQL."""

    @property
    def agrees(self) -> bool:
        """Say whether live, rebuilt and recounted are the same."""
        return self.live == self.rebuilt and self.counted == self.recounted
