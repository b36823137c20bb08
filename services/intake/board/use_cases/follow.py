"""Tell boards that somebody looks at what has changed: one look a process, for all of them."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from services.intake.board.model import Changed, News, Since
from services.intake.board.ports import BoardReader
from services.intake.board.rules.news import KEPT
from shared.loops import Loop, Pauses

MOST: Final = 200
"""Of more changes at once only that there were many is told: the page is looked at anew."""
BEHIND: Final = 50
"""What waits for a slow reader."""
_NOBODY_LOOKS: Final = timedelta(seconds=30)
_OFTEN: Final = Pauses(usual=timedelta(seconds=0.4))

_Queue = asyncio.Queue[News | None]


@dataclass(slots=True)
class FollowBoard:
    """Each process of intake has its own, and asks nothing while nobody looks.

    A look tells what was committed since the last one, in whichever order it was: none is missed,
    and no board needs to have been listening. Whoever follows holds no connection.
    """

    reader: BoardReader
    ping_seconds: float
    _since: Since | None = field(default=None, init=False)
    _followers: set[_Queue] = field(default_factory=set, init=False)
    _loop: Loop = field(init=False)

    def __post_init__(self) -> None:
        """Make what goes on in the background."""
        self._loop = Loop("board", self.tell, _OFTEN)

    def loop(self) -> Loop:
        """Give what goes on in the background; its probe says whether boards are told."""
        return self._loop

    @property
    def followers(self) -> int:
        """Count the pages that are told now."""
        return len(self._followers)

    async def mark(self) -> Since:
        """Give from where on somebody is to be told who reads the board after this."""
        return self._since or (await self.reader.look(None)).since

    async def follow(self, since: Since | None) -> AsyncGenerator[News, None]:
        """Give what has changed since, then what changes; nothing new is told now and then too.

        It ends where a reader is too slow: they come again from where they were.
        """
        mine = _Queue(BEHIND)
        self._followers.add(mine)
        try:
            news: News | None = await self._read(since)
            self._begin(news)
            while news is not None:
                yield news
                news = await self._next(mine)
        finally:
            self._leave(mine)

    async def tell(self) -> timedelta | None:
        """Look once, and tell everybody; rest long where nobody follows."""
        if self._since is None:
            return _NOBODY_LOOKS
        news = await self._read(self._since)
        self._since = news.since if self._followers else None
        if news.changes or news.is_much:
            for queue in tuple(self._followers):
                self._put(queue, news)
        return None

    def _begin(self, news: News | None) -> None:
        if self._since is None and news is not None:
            self._since = news.since
            self._loop.wake()

    async def _next(self, mine: _Queue) -> News | None:
        try:
            async with asyncio.timeout(self.ping_seconds):
                return await mine.get()
        except TimeoutError:
            # in one go: what was told up to here was handed on
            return News(self._since) if self._since and mine.empty() else mine.get_nowait()

    def _leave(self, mine: _Queue) -> None:
        self._followers.discard(mine)
        if not self._followers:
            self._since = None

    def _put(self, queue: _Queue, news: News) -> None:
        if queue.full():
            self._followers.discard(queue)
            while not queue.empty():
                queue.get_nowait()
            queue.put_nowait(None)
        else:
            queue.put_nowait(news)

    async def _read(self, since: Since | None) -> News:
        look = await self.reader.look(since)
        if len(look.changed) > MOST or (since is not None and look.since.at - since.at > KEPT):
            return News(look.since, is_much=True)
        lines = await self.reader.lines_of(list(look.changed)) if look.changed else ()
        return News(look.since, [Changed(line, look.changed[line.id]) for line in lines])
