"""One unit of work: what happens in a transaction happens wholly or not at all."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.inbox import first_deliveries, first_delivery
from shared.messaging.letter_bodies import PostgresLetterBodies
from shared.messaging.outbox import Announcement, Outbox
from shared.postgres.types import Connection, Pool
from shared.sealing.vault import Vault

WorkT_co = TypeVar("WorkT_co", covariant=True)
RepositoryT_co = TypeVar("RepositoryT_co", covariant=True)


class Receives(Protocol):
    """A transaction of a reaction: the event counts as done when the work is stored."""

    async def first_delivery(self, event: Envelope[Event]) -> bool:
        """Claim the event; False means its work is done already."""
        ...


class ReceivesBatches(Protocol):
    """A transaction of a reaction to many events at once."""

    async def first_deliveries(self, events: Sequence[Envelope[Event]]) -> set[UUID]:
        """Claim the events; gives the ids of those whose work is still to be done."""
        ...


class Publishes(Protocol):
    """A transaction that announces what it stores."""

    async def publish(self, announcements: Sequence[Announcement]) -> None:
        """Say events in this transaction; the relay hands them on after the commit."""
        ...


class Stirs(Protocol):
    """A transaction that can store what is due at once without announcing anything."""

    def stir(self) -> None:
        """Have what looks for due rows look as soon as this transaction is stored."""
        ...


class Store(Protocol[WorkT_co]):
    """Opens transactions; a use case says what it wants of one: `Store[RequestWork]`."""

    def begin(self) -> AbstractAsyncContextManager[WorkT_co]:
        """Open one transaction; leaving it without an error commits."""
        ...


@dataclass(slots=True)
class Transaction:
    """Implements `Receives`, `ReceivesBatches`, `Stirs`; a service adds its repositories to it."""

    connection: Connection
    consumer: str
    """The name under which this service claims events."""
    has_news: bool = field(default=False, init=False)
    """Somebody has something to do once this is stored."""

    async def first_delivery(self, event: Envelope[Event]) -> bool:
        """Claim the event in the inbox."""
        return await first_delivery(self.connection, self.consumer, event)

    async def first_deliveries(self, events: Sequence[Envelope[Event]]) -> set[UUID]:
        """Claim many events in the inbox by one statement."""
        return await first_deliveries(self.connection, self.consumer, events)

    def stir(self) -> None:
        """Remember it until the commit."""
        self.has_news = True


class OverConnection(Protocol):
    """What repositories are attributes of."""

    @property
    def connection(self) -> Connection:
        """Give what they are made over."""
        ...


@dataclass(frozen=True, slots=True)
class Repository(Generic[RepositoryT_co]):
    """A repository as an attribute: made over the connection of whose it is, keeps nothing."""

    make: Callable[[Connection], RepositoryT_co]

    def __get__(self, work: OverConnection, kind: type[OverConnection]) -> RepositoryT_co:
        """Make it over the connection."""
        return self.make(work.connection)


@dataclass(frozen=True, slots=True)
class Sealed(Generic[RepositoryT_co]):
    """The same for a repository that seals what it stores."""

    make: Callable[[Connection, Vault], RepositoryT_co]

    def __get__(
        self, work: "SealingTransaction", kind: type["SealingTransaction"]
    ) -> RepositoryT_co:
        """Make it over the transaction's connection and vault."""
        return self.make(work.connection, work.vault)


@dataclass(slots=True)
class PublishingTransaction(Transaction):
    """Implements `Publishes` too."""

    outbox: Outbox
    letter_bodies = Repository(PostgresLetterBodies)

    async def publish(self, announcements: Sequence[Announcement]) -> None:
        """Append to the outbox."""
        await self.outbox.append(self.connection, announcements)
        self.has_news = self.has_news or bool(announcements)


@dataclass(slots=True)
class SealingTransaction(PublishingTransaction):
    """What the repositories of `Sealed` need too."""

    vault: Vault


TransactionT = TypeVar("TransactionT", bound=Transaction)
SealingT = TypeVar("SealingT", bound=SealingTransaction)


def _nobody_waits() -> None:
    """Stand for the relay's ear where nothing is published."""


@dataclass(frozen=True, slots=True)
class PostgresStore(Generic[TransactionT]):
    """Implements `Store`; `hint` is called after a commit that published or stirred."""

    pool: Pool
    work: Callable[[Connection], TransactionT]
    hint: Callable[[], None] = _nobody_waits

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[TransactionT]:
        """Open one transaction; a pool that stays empty counts as a database that is away."""
        async with (
            self.pool.acquire() as connection,
            connection.transaction(),
        ):
            work = self.work(connection)
            yield work
        if work.has_news:
            self.hint()


@dataclass(frozen=True, slots=True)
class StoreOver(Generic[SealingT]):
    """How a service's transactions are opened: its kind of them, and its name as a consumer."""

    kind: Callable[[Connection, str, Outbox, Vault], SealingT]
    consumer: str

    def __call__(
        self, pool: Pool, outbox: Outbox, vault: Vault, hint: Callable[[], None]
    ) -> PostgresStore[SealingT]:
        """Give what opens them; `hint` is called after a commit that published or stirred."""
        return PostgresStore(
            pool, lambda connection: self.kind(connection, self.consumer, outbox, vault), hint
        )
