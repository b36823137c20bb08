"""Stores in memory: what the fakes of all services do alike."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from tests.support.copying import copied
from tests.support.heard_activations import FakeActivations
from tests.support.web.staff import FakeSessions
from tests.support.work import FakeTransaction, Ledger

StateT = TypeVar("StateT", bound=Ledger)
WorkT = TypeVar("WorkT")


class StoreInMemory(Generic[StateT, WorkT]):
    """Transactions over a copy of the state, one after the other; an error leaves it as it was."""

    make_state: type[StateT]
    make_work: Callable[[StateT], WorkT]

    def __init__(self, away: Exception | None = None) -> None:
        """Begin with nothing; while `away` is set, it is as if the database were away."""
        self.state, self.away, self._turn = self.make_state(), away, asyncio.Lock()
        self.copied: Callable[[StateT], StateT] = copied
        """A test of thousands of rows, in which nothing goes wrong, may share one state."""

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[WorkT]:
        if self.away is not None:
            raise self.away
        async with self._turn:
            state = self.copied(self.state)
            yield self.make_work(state)
            self.state = state


@dataclass(kw_only=True)
class StaffedState(Ledger):
    """What a service knows that hears of activations and of the staff's sessions, and its own."""

    sessions: FakeSessions = field(default_factory=FakeSessions)
    activations: FakeActivations = field(default_factory=FakeActivations)


StaffedT = TypeVar("StaffedT", bound=StaffedState)


class StaffedWork(FakeTransaction[StaffedT]):
    """A transaction with the activations and the staff's sessions."""

    @property
    def sessions(self) -> FakeSessions:
        return self.state.sessions

    @property
    def activations(self) -> FakeActivations:
        return self.state.activations


class StaffedStore(StoreInMemory[StaffedT, WorkT]):
    """A store that knows which sessions of staff were closed."""

    async def is_closed(self, hashed: str) -> bool:
        return await self.state.sessions.is_closed(hashed)
