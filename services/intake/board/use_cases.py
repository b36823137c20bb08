"""What the coordinator sees: who waits, how long, and why nobody was found."""

from dataclasses import dataclass

from services.intake.board.model import Board
from services.intake.board.ports import BoardReader

SHOWN = 200


@dataclass(frozen=True, slots=True)
class ShowBoard:
    """The coordinator looks at the board."""

    reader: BoardReader

    async def show_board(self) -> Board:
        """Read the list and the figures above it."""
        return Board(await self.reader.lines(SHOWN), await self.reader.counts())
