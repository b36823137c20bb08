"""What the coordinator sees: who waits, how long, and how the search for a helper stands."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from services.intake.board.model import Board, PlaceCount, Wanted
from services.intake.board.ports import BoardReader
from services.intake.board.rules.usual import ENOUGH, UsualWaits, usual_wait
from services.intake.board.rules.wanted import position_of
from services.intake.call_list.ports import CallListReader

SHOWN: Final = 30
"""Lines of one page."""
_CALLS: Final = 200
_USUAL_SECONDS: Final = 600.0


@dataclass(slots=True)
class KnowUsualWaits:
    """Medians of a month change little in ten minutes."""

    reader: BoardReader
    clock: Callable[[], float] = time.monotonic
    _known: UsualWaits = field(default_factory=dict, init=False)
    _read_at: float | None = field(default=None, init=False)
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def usual_waits(self) -> UsualWaits:
        """Give them as they were read last."""
        async with self._busy:
            now = self.clock()
            if self._read_at is None or now - self._read_at > _USUAL_SECONDS:
                self._known = await self.reader.usual_waits(ENOUGH)
                self._read_at = now
        return self._known


@dataclass(frozen=True, slots=True)
class ShowBoard:
    """The coordinator looks at the board."""

    reader: BoardReader
    calls: CallListReader
    usual: KnowUsualWaits

    async def show_board(self, wanted: Wanted) -> Board:
        """Read a page of the list, the figures above it, and who needs a person now."""
        found = await self.reader.lines(wanted, SHOWN + 1)
        lines = found[:SHOWN]
        known = await self.usual_waits()
        waits = {line.id: wait for line in lines if (wait := usual_wait(known, line)) is not None}
        return Board(
            lines=lines,
            counts=await self.reader.counts(),
            calls=[line for line in await self.calls.lines(_CALLS) if line.is_due],
            closed_today=await self.reader.closed_today(),
            next=position_of(found[SHOWN - 1], wanted.group) if len(found) > SHOWN else None,
            usual=waits,
        )

    async def usual_waits(self) -> UsualWaits:
        """Give how long requests wait as a rule."""
        return await self.usual.usual_waits()

    async def show_places(self, wanted: Wanted) -> Sequence[PlaceCount]:
        """Count what waits by area."""
        return await self.reader.places(wanted)
