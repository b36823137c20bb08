"""What the door asks of the world."""

from typing import Protocol


class LetterCounts(Protocol):
    """How many letters strangers made the network send."""

    async def this_hour(self, most_each: int) -> int:
        """Count them since the full hour; an address gets at most so many."""
        ...
