"""What the coordinator's page reads."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from services.intake.board.model import BoardLine
from services.intake.requests.model import State


class BoardReader(Protocol):
    """The requests as the coordinator sees them, read without a transaction."""

    async def lines(self, limit: int) -> Sequence[BoardLine]:
        """List what waits for help, the most urgent and the longest waiting first."""
        ...

    async def counts(self) -> Mapping[State, int]:
        """Count the requests by state."""
        ...
