"""A transaction in memory: what the fakes of all services do alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.outbox import Announcement
from shared.work import Store


@dataclass(kw_only=True)
class Ledger:
    """Which events were claimed and what was said; a service's fake state adds its own."""

    seen: set[UUID] = field(default_factory=set)
    published: list[Announcement] = field(default_factory=list)


class Claiming(Protocol):
    """A transaction that claims events."""

    async def first_delivery(self, event: Envelope[Event]) -> bool:
        """Claim the event once."""
        ...


async def claimed_twice(store: Store[Claiming], event: Envelope[Event]) -> tuple[bool, bool]:
    """Claim an event in two transactions; says of each whether it was the first."""
    async with store.begin() as work:
        first = await work.first_delivery(event)
    async with store.begin() as work:
        return first, await work.first_delivery(event)


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
