"""Tell pages that somebody looks at what is live: one look a process, for all of them."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from services.reporting.picture.model import Live
from services.reporting.picture.ports import LivePictures
from services.reporting.picture.use_cases.look import LookNow
from shared.contracts.words import Language
from shared.loops import Loop, Pauses

_NOBODY_LOOKS: Final = timedelta(seconds=30)
_OFTEN: Final = Pauses(usual=timedelta(seconds=2))
"""So late at most comes what another process stored; our own says so at once."""
_AT_ONCE: Final = timedelta(seconds=1)
"""Of more within this time only the last is told."""


@dataclass(slots=True)
class Told:
    """What was live at a moment, and how it was written for those who read the same language."""

    live: Live
    mark: int
    written: dict[Language, str] = field(default_factory=dict)


@dataclass(slots=True)
class FollowPicture:
    """Each process has its own, and asks nothing while nobody looks.

    Whoever follows holds no connection; a slow one is told only the newest.
    """

    pictures: LivePictures
    live: LookNow
    ping_seconds: float
    _told: Told | None = field(default=None, init=False)
    _followers: int = field(default=0, init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _loop: Loop = field(init=False)

    def __post_init__(self) -> None:
        """Make what goes on in the background."""
        self._loop = Loop("picture", self.tell, _OFTEN)

    def loop(self) -> Loop:
        """Give what goes on in the background; its probe says whether pages are told."""
        return self._loop

    def hint(self) -> None:
        """Say, after a commit, that facts were stored."""
        if self._followers:
            self._loop.wake()

    @property
    def followers(self) -> int:
        """Count the pages that are told now."""
        return self._followers

    async def follow(self) -> AsyncGenerator[Told, None]:
        """Give what is live, then each change; the same again where nothing changed for long."""
        self._followers += 1
        try:
            told = self._told or await self._look()
            self._loop.wake()
            while True:
                yield told
                told = await self._next(told)
        finally:
            self._followers -= 1
            if not self._followers:
                self._told = None

    async def tell(self) -> timedelta | None:
        """Look whether facts came or a minute went by, and tell all; rest where nobody looks."""
        if not self._followers:
            return _NOBODY_LOOKS
        if self._told and (early := self._told.live.at + _AT_ONCE - self.live.now()) > timedelta(0):
            return min(early, _AT_ONCE)
        if await self._is_news():
            await self._look()
        return None

    async def _is_news(self) -> bool:
        told = self._told
        return (
            told is None
            or self.live.now() - told.live.at >= timedelta(minutes=1)
            or await self.pictures.mark() != told.mark
        )

    async def _look(self) -> Told:
        # the mark first: what comes meanwhile is news once more
        mark = await self.pictures.mark()
        self._told = told = Told(await self.live.look(), mark)
        self._changed.set()
        self._changed = asyncio.Event()
        return told

    async def _next(self, told: Told) -> Told:
        if self._told is told:
            try:
                async with asyncio.timeout(self.ping_seconds):
                    await self._changed.wait()
            except TimeoutError:
                return told
        return self._told or told
