"""What the door asks of the world."""

from typing import Protocol

from services.intake.doors.model import Pressure


class Arrivals(Protocol):
    """Who came lately; each process counts its own."""

    def arrive(self, address: str) -> Pressure:
        """Count one more, and say how many came with it."""
        ...

    def look(self, address: str) -> Pressure:
        """Say how many came, and count nobody."""
        ...


class UsedProofs(Protocol):
    """Which proofs of work were used."""

    async def use(self, identity: str, used_by: str) -> bool:
        """Use one up; True for whoever used it first, also when they come again."""
        ...


class LetterCounts(Protocol):
    """How many letters strangers made the network send."""

    async def this_hour(self, most_each: int) -> int:
        """Count them since the full hour; an address gets at most so many."""
        ...
