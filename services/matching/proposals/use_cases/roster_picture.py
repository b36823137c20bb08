"""The process's own picture of the roster, kept in step with the store's."""

import asyncio
import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from typing_extensions import override

from services.matching.engine.model import Helper, Wanted
from services.matching.engine.rules.index import Gathering, Index
from services.matching.volunteers.ports import WithHelpers

NEAREST: Final = 200
"""Helpers who are read for one need when there is no index in memory."""


@dataclass(slots=True)
class Picture:
    """The index in memory; the first look reads the whole roster."""

    gather: Callable[[], Gathering]
    _index: Index | None = None
    _mark: int | None = None

    @property
    def index(self) -> Index:
        """Give the index as of the last look."""
        if self._index is None:
            self._index = self.gather().index()
        return self._index

    async def catch_up(self, work: WithHelpers, needs: Sequence[Wanted] = ()) -> None:
        """Take in what any process changed since the last look, whatever is wanted."""
        del needs
        if self._mark is None:
            self._mark, self._index = await self._read(work)
        changes = await work.helpers.changes(self._mark)
        self._take_in(changes.helpers, changes.gone)
        self._mark = changes.mark

    async def correct(self, work: WithHelpers, numbers: Sequence[int]) -> None:
        """Read some helpers again: what was believed of them was wrong."""
        helpers = await work.helpers.these(numbers)
        self._take_in(helpers, set(numbers) - {helper.number for helper in helpers})

    def forget(self) -> None:
        """Start anew: what was read may have been rolled back."""
        self._index = self._mark = None

    async def _read(self, work: WithHelpers) -> tuple[int, Index]:
        """Read everyone in pieces, beside whatever else the process does."""
        mark, gathering = await work.helpers.mark(), self.gather()
        async for some in work.helpers.everyone():
            await asyncio.to_thread(gathering.add, some)
        index = await asyncio.to_thread(gathering.index)
        gc.freeze()  # what lives as long as the process is not searched for garbage again
        return mark, index

    def _take_in(self, helpers: Iterable[Helper], gone: Iterable[int]) -> None:
        self.index.put_all(helpers)
        for number in gone:
            self.index.drop(number)


@dataclass(slots=True)
class NearbyPicture(Picture):
    """The fallback that remembers nobody: for each batch the nearest are asked of the database.

    For a machine too small for the whole roster. Only the nearest who fit are known, so a choice is
    no longer the best of all, and a tally counts only them.
    """

    @override
    async def catch_up(self, work: WithHelpers, needs: Sequence[Wanted] = ()) -> None:
        known: dict[int, Helper] = {}
        for need in needs:
            for helper in await work.helpers.nearest(need, NEAREST):
                known[helper.number] = helper
        usual = [need.usual for need in needs if need.usual is not None]
        known |= {helper.number: helper for helper in await work.helpers.these(usual)}
        gathering = self.gather()
        gathering.add(known.values())
        self._index = gathering.index()
