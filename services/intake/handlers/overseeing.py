"""What the coordinator sees: who waits, how long, and why nobody was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.intake.domain.model import BoardLine
from services.intake.domain.words import State
from services.intake.ports.board import Waiting

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Board:
    """The list and the figures above it."""

    lines: Sequence[BoardLine]
    counts: Mapping[State, int]

    @property
    def waiting(self) -> int:
        """Count the requests that still have no helper."""
        return sum(self.counts.values()) - self.assigned - self.closed

    @property
    def unmatched(self) -> int:
        """Count those that wait for the coordinator."""
        return self.counts.get(State.UNMATCHED, 0)

    @property
    def assigned(self) -> int:
        """Count those that a volunteer has."""
        return self.counts.get(State.ASSIGNED, 0)

    @property
    def closed(self) -> int:
        """Count those that are over."""
        return self.counts.get(State.CLOSED, 0)


@dataclass(frozen=True, slots=True)
class Overseeing:
    """The board's use case."""

    waiting: Waiting

    async def board(self) -> Board:
        """Read the list and the figures."""
        return Board(await self.waiting.lines(SHOWN), await self.waiting.counts())
