"""Keep everybody who is known in the memory of this process, as the database has them."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Final

from services.intake.callers.model import Like, Look, Typed
from services.intake.callers.ports import CallerReader
from services.intake.callers.rules.exact import FEW, find_exactly, read_exactly
from services.intake.callers.rules.index import CallerIndex
from services.intake.callers.rules.likeness import find_like
from services.intake.lookups.model import Unfound
from services.intake.requests.model import RequestId
from shared.areas import municipalities, municipality_code_of
from shared.loops import EACH_SECOND, Loop

PAGE: Final = 500
"""Opened at once; requests of people are answered between two pages."""
LOST_SECONDS: Final = 10.0
"""Who has not been told of erasures for so long knows nobody any more."""
GAP: Final = timedelta(hours=1)
"""Much less than changes are kept: who slept longer opens everybody anew."""


@dataclass(slots=True)
class KeepCallers:
    """Implements `KnownCallers`; each process of intake has its own.

    A look tells what was committed since the last one, and is made each second and before each
    search: so whoever was stored or erased by another process is known or unknown here at once.
    """

    reader: CallerReader
    clock: Callable[[], float] = time.monotonic
    index: CallerIndex = field(default_factory=CallerIndex)
    is_complete: bool = field(default=False, init=False)
    """Everybody is known, as of the last look; False from a lost connection to the next look."""
    _since: Look | None = field(default=None, init=False)
    _has_room: bool = field(default=True, init=False)
    _heard_at: float = field(default=0.0, init=False)
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    def loop(self) -> Loop:
        """Say what goes on in the background; its probe tells when touch was lost."""
        return Loop("callers", self.catch_up, EACH_SECOND)

    async def find(self, typed: Typed) -> tuple[Sequence[Like], bool]:
        """Look once more, unless that is under way; a beginning is left to the loop."""
        if self._since is not None and not self._busy.locked():
            await self.catch_up()
        return find_like(self.index, typed), self.is_complete

    async def find_exactly(self, typed: str) -> Sequence[RequestId] | Unfound:
        """Implement `KnownPeople`: outside a call nothing that is only alike counts."""
        wanted = read_exactly(typed, town_of)
        if wanted is None:
            return Unfound.VAGUE
        if self._since is not None and not self._busy.locked():
            await self.catch_up()
        if not self.is_complete:
            return Unfound.NOT_YET
        found = find_exactly(self.index, wanted)
        is_by_name = not wanted.address.street
        return Unfound.TOO_MANY if is_by_name and len(found) > FEW else found

    async def catch_up(self) -> None:
        """Hear of all changes; from the beginning where too much may have been missed."""
        async with self._busy:
            try:
                await self._hear()
            except BaseException:
                self._lose_touch()
                raise
            self._heard_at = self.clock()

    async def _hear(self) -> None:
        look = await self.reader.look(self._since)
        if self._since is None or look.at - self._since.at > GAP:
            await self._begin(look)
            return
        for at in range(0, len(look.changed), PAGE):
            await self._open(look.changed[at : at + PAGE])
        self._since, self.is_complete = look, self._has_room

    async def _begin(self, look: Look) -> None:
        """Open everybody; what changes meanwhile is told by the next look."""
        self._forget()
        last: RequestId | None = None
        while self._has_room and (page := await self.reader.before(last, PAGE)):
            await self._open(page)
            last = page[-1]
            await asyncio.sleep(0)
        self._since, self.is_complete = look, self._has_room

    async def _open(self, request_ids: Sequence[RequestId]) -> None:
        subjects = await self.reader.subjects(request_ids)
        for request_id in request_ids:
            self.index.remove(request_id)
        for subject in subjects:
            self._has_room = self.index.put(subject) and self._has_room

    def _lose_touch(self) -> None:
        self.is_complete = False
        if self.clock() - self._heard_at > LOST_SECONDS:
            self._forget()

    def _forget(self) -> None:
        self.index.clear()
        self._since, self.is_complete, self._has_room = None, False, True


def town_of(word: str) -> str | None:
    """Give the code of a town by a postal code or by its name in either language."""
    return municipality_code_of(word) or _towns().get(word.casefold())


@cache
def _towns() -> Mapping[str, str]:
    return {
        name.casefold(): code
        for code, town in municipalities().items()
        for name in (town.name_fi, town.name_sv)
    }
