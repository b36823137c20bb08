"""Passwords by Argon2id, a few at a time: each check costs 19 MiB and a tenth of a second."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.intake.staff.ports import BusyError

AT_ONCE: Final = 2
STRANGERS_AT_ONCE: Final = 1
"""So that somebody known never waits for a stranger's password to be checked."""
MOST_KNOWN, MOST_STRANGERS = 20, 20
"""Waiting; the door lets a few more through, who are told at once (deploy/caddy: lane)."""
HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
NOBODY: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$7zwmUiuYai/GYq+bQGwZAw$"
    "WQsSlRP4OEyE4tBa7RJUtO7LuAvEx1NnaU1+sgvHa7E"
)
"""What nobody's password fits; to check it takes as long as to check somebody's."""

T = TypeVar("T")
Queue = deque[asyncio.Future[None]]


def hash_password(password: str) -> str:
    """Give what is stored."""
    return HASHER.hash(password)


@dataclass(slots=True)
class Turns:
    """Who waits for one of a few places: those who are known before strangers, and not many."""

    at_work: int = 0
    strangers_at_work: int = 0
    known: Queue = field(default_factory=deque)
    strangers: Queue = field(default_factory=deque)

    def has_room(self, *, first: bool) -> bool:
        """Say whether one more may wait."""
        return len(self.known) < MOST_KNOWN if first else len(self.strangers) < MOST_STRANGERS

    async def enter(self, *, first: bool) -> None:
        """Take a place, or wait for one; raises BusyError when too many wait."""
        if not self.has_room(first=first):
            raise BusyError
        queue, turn = self.known if first else self.strangers, asyncio.Future[None]()
        queue.append(turn)
        self._call()
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self.leave(first=first)
            elif turn in queue:
                queue.remove(turn)
            raise

    def leave(self, *, first: bool) -> None:
        """Hand the place on to the next who still waits."""
        self.at_work -= 1
        self.strangers_at_work -= not first
        self._call()

    def _call(self) -> None:
        while self.at_work < AT_ONCE and _is_next(self.known):
            self.at_work += 1
        while self._has_place_for_strangers() and _is_next(self.strangers):
            self.at_work += 1
            self.strangers_at_work += 1

    def _has_place_for_strangers(self) -> bool:
        return self.at_work < AT_ONCE and self.strangers_at_work < STRANGERS_AT_ONCE


def _is_next(queue: Queue) -> bool:
    """Call the first who has not left."""
    while queue:
        turn = queue.popleft()
        if not turn.done():
            turn.set_result(None)
            return True
    return False


@dataclass(frozen=True, slots=True)
class Argon2Passwords:
    """Implements the port `Passwords`; only its own two threads ever hold the 19 MiB."""

    turns: Turns = field(default_factory=Turns)
    threads: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(AT_ONCE, thread_name_prefix="argon2")
    )

    def has_place(self, *, first: bool) -> bool:
        """Look at the queue."""
        return self.turns.has_room(first=first)

    @asynccontextmanager
    async def place(self, *, first: bool) -> AsyncIterator[None]:
        """Stand in the queue."""
        await self.turns.enter(first=first)
        try:
            yield
        finally:
            self.turns.leave(first=first)

    async def matches(self, password: str, password_hash: str | None) -> bool:
        """Check against a stand-in where there is no such person, which takes as long."""
        fits = await self._apart(lambda: _verify(password_hash or NOBODY, password))
        return fits and password_hash is not None

    async def hash_of(self, password: str) -> str:
        """Hash when it is one's turn, as somebody who is known."""
        async with self.place(first=True):
            return await self._apart(lambda: hash_password(password))

    async def _apart(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.threads, work)


def _verify(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
