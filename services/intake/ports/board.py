"""What the coordinator's page reads."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from services.intake.domain.model import BoardLine
from services.intake.domain.words import State


class Waiting(Protocol):
    """The requests as the coordinator sees them, read without a transaction."""

    async def lines(self, limit: int) -> Sequence[BoardLine]:
        """List what waits for help, the most urgent and the longest waiting first."""
        ...

    async def counts(self) -> Mapping[State, int]:
        """Count the requests by state."""
        ...
