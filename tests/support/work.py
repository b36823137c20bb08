"""A transaction in memory: what the fakes of all services do alike."""

import copy
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from uuid import UUID

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.outbox import Announcement


@dataclass(kw_only=True)
class Ledger:
    """Which events were claimed and what was said; a service's fake state adds its own."""

    seen: set[UUID] = field(default_factory=set)
    published: list[Announcement] = field(default_factory=list)


StateT = TypeVar("StateT", bound=Ledger)


@dataclass
class FakeTransaction(Generic[StateT]):
    """Claims and publishes over the state; a service's fake work adds its repositories."""

    state: StateT

    async def first_delivery(self, event: Envelope[Event]) -> bool:
        """Claim the event once."""
        return event.id in await self.first_deliveries([event])

    async def first_deliveries(self, events: Sequence[Envelope[Event]]) -> set[UUID]:
        """Claim many."""
        new = {event.id for event in events} - self.state.seen
        self.state.seen |= new
        return new

    async def publish(self, announcements: Sequence[Announcement]) -> None:
        """Refuse a version of a subject that was said before."""
        for new in announcements:
            taken = {(old.subject, old.version) for old in self.state.published}
            if (new.subject, new.version) in taken:
                raise AssertionError(announcements)
            self.state.published.append(new)


WorkT = TypeVar("WorkT")


@dataclass
class MemoryStore(Generic[StateT, WorkT]):
    """Transactions over one state; an error inside `begin` rolls back."""

    state: StateT
    work: Callable[[StateT], WorkT]

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[WorkT]:
        """Open one over a copy, which becomes the state when nothing fails."""
        changed = copy.deepcopy(self.state)
        yield self.work(changed)
        self.state = changed
