"""A transaction in memory: what the fakes of all services do alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.notify import NotificationRequested
from shared.messaging.outbox import Announcement
from shared.work import Store


@dataclass(kw_only=True)
class Ledger:
    """Which events were claimed and what was said; a service's fake state adds its own."""

    now: datetime = datetime(2026, 11, 25, tzinfo=UTC)
    seen: set[UUID] = field(default_factory=set)
    published: list[Announcement] = field(default_factory=list)
    stirred: int = 0


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


@dataclass(frozen=True)
class FakeLetterBodies:
    """The sealed parts of the letters that were said."""

    state: Ledger

    async def template_of(self, notification_id: UUID) -> str | None:
        asked = (item.data for item in self.state.published)
        letters = (data for data in asked if isinstance(data, NotificationRequested))
        return next(
            (letter.template for letter in letters if letter.notification_id == notification_id),
            None,
        )

    async def empty(self, notification_ids: Sequence[UUID]) -> int:
        return self._empty(lambda data: data.notification_id in notification_ids)

    async def empty_all_of(self, whose: UUID) -> int:
        return self._empty(lambda data: data.whose == whose)

    async def empty_expired(self, limit: int) -> int:
        del limit  # a test has few
        return self._empty(lambda data: data.expires_at <= self.state.now)

    def _empty(self, is_meant: Callable[[NotificationRequested], bool]) -> int:
        said, emptied = self.state.published, 0
        for place, item in enumerate(said):
            data = item.data
            if isinstance(data, NotificationRequested) and data.sealed and is_meant(data):
                said[place] = replace(item, data=data.model_copy(update={"sealed": ""}))
                emptied += 1
        return emptied


@dataclass
class FakeTransaction(Generic[StateT]):
    """Claims and publishes over the state; a service's fake work adds its repositories."""

    state: StateT

    def stir(self) -> None:
        """Note it."""
        self.state.stirred += 1

    @property
    def letter_bodies(self) -> FakeLetterBodies:
        """Give the letters that were said."""
        return FakeLetterBodies(self.state)

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
