"""The log of all facts, in reporting's words."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol
from uuid import UUID

from services.reporting.event_log.model import Anchor, Link, Progress, Stood
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event


class EventLog(Protocol):
    """The log, in one transaction."""

    async def append(self, events: Sequence[Envelope[Event]]) -> Sequence[Envelope[Event]]:
        """Add facts as they came; gives them as they are believed.

        A time that cannot be is replaced by that of the arrival, in what is given and not in what
        is kept.
        """
        ...


class WithEventLog(Protocol):
    """A transaction in which facts can be added to the log."""

    @property
    def event_log(self) -> EventLog:
        """Give the log."""
        ...


class Journeys(Protocol):
    """The stories in the log, read without a transaction."""

    async def journey(self, correlation_id: UUID) -> Sequence[Envelope[Event]]:
        """Give every fact about one request from all services, in order of time.

        Ties go by the subject's version; empty when nothing is known.
        """
        ...

    async def stood(self, correlation_ids: Sequence[UUID]) -> Mapping[UUID, Stood]:
        """Say what was said last of how requests stand; of whom nothing was said is left out."""
        ...


class Chain(Protocol):
    """The batches of the log, each linked to the one before."""

    async def end(self) -> Anchor | None:
        """Give the newest link, None when nothing was ever linked."""
        ...

    def links(self) -> AsyncIterator[Link]:
        """Give every link from the first."""
        ...

    async def marks(self, link: Link) -> Sequence[tuple[int, bytes]]:
        """Give the positions that a link covers now, each with its mark."""
        ...

    async def first_after(self, position: int) -> int | None:
        """Give the first position after another, None when that is the last."""
        ...

    async def hash_at(self, position: int) -> str | None:
        """Give the hash of the link that ends there, None when none does."""
        ...

    async def count_before(self) -> int:
        """Count what was stored before there were links."""
        ...

    async def count_later(self, known: Collection[str]) -> Mapping[str, int]:
        """Count the events whose types are not among those that are known."""
        ...


class Replay(Protocol):
    """The whole log from its beginning, as it is read to make something of it anew."""

    async def hold(self) -> None:
        """Let nobody append until this transaction ends."""
        ...

    async def last_position(self) -> int:
        """Give the position of the newest fact, 0 in an empty log."""
        ...

    def facts(self, after: int, last: int) -> AsyncIterator[tuple[int, Sequence[Envelope[Event]]]]:
        """Give the facts after one position and up to another, some at a time, in order.

        Each time with the position of the last of them.
        """
        ...


class Shadows(Protocol):
    """Empty projections beside the live ones; whoever opened them learns into them."""

    async def lead(self) -> bool:
        """Say whether nobody else is rebuilding; then nobody else can until the session ends."""
        ...

    async def resume(self, made_by: str) -> Progress | None:
        """Give how far an earlier rebuild came; None when there is none that was begun alike."""
        ...

    async def begin(self, made_by: str) -> Progress:
        """Make them, in the place of whatever an earlier rebuild left."""
        ...

    async def use(self) -> None:
        """Let this session find them by the names of the live ones."""
        ...

    async def note(self, progress: Progress) -> None:
        """Keep how far it has come, in the transaction that learned it."""
        ...

    async def swap(self) -> Mapping[str, int]:
        """Put what they hold in the place of the live rows; gives how many differed, by table."""
        ...


class Learner(Protocol):
    """A room that makes projections of facts, as it is rebuilt."""

    async def learn(self, events: Sequence[Envelope[Event]]) -> None:
        """Learn by the statements by which the live projections do."""
        ...


class RebuildSession(Learner, Protocol):
    """What making projections anew needs: one connection of the database's owner."""

    @property
    def replay(self) -> Replay:
        """Give the log."""
        ...

    @property
    def shadows(self) -> Shadows:
        """Give the projections beside the live ones."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[object]:
        """Open a transaction in the session; leaving it without an error commits."""
        ...
