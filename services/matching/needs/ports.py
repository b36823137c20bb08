"""Needs: what was asked for, how it stands, and when to look at it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Protocol

from services.matching.needs.model import Need, RequestId
from shared.activation import Activation
from shared.contracts.words import Urgency
from shared.work import ReceivesBatches, Stirs


class UnheardNeedError(LookupError):
    """The request is not known yet: what tells of it is still on its way."""


class Needs(Protocol):
    """Needs, in one transaction; a need's row lock comes before every other lock."""

    async def add(self, needs: Sequence[Need]) -> None:
        """Store needs, due at once; one that is known, or whose end is, stays as it is."""
        ...

    async def end(self, request_id: RequestId, activation: Activation, version: int) -> Need | None:
        """Close a need and give it as it was before; None when only its end was ever heard.

        None also when it was opened again since: `version` numbers the event that says the end.
        `activation` is what the end says: a need that is known keeps its own.
        """
        ...

    async def renew(self, need: Need) -> None:
        """Store what is wanted now; how the need stands stays as it is."""
        ...

    async def read(self, request_id: RequestId) -> Need:
        """Read a need, without locking it."""
        ...

    async def lock(self, request_id: RequestId) -> Need:
        """Read a need, locked until the end of the transaction."""
        ...

    async def lock_heard(self, request_id: RequestId) -> Need | None:
        """Read a need with its lock; None when only its end was heard.

        Raises UnheardNeedError for one that was never heard of.
        """
        ...

    async def count_event(self, request_id: RequestId) -> int:
        """Give the number of a locked need's next event; how it stands stays as it is."""
        ...

    async def save(self, need: Need, look_again: timedelta | None = None) -> None:
        """Store how a need stands, and after what time to look at it again if at all."""
        ...

    async def save_all(self, needs: Sequence[tuple[Need, timedelta | None]]) -> None:
        """Store how many stand, each with the time after which to look again."""
        ...

    async def mark_late(self, need: Need) -> None:
        """Store that a locked need is the coordinator's too; when to look at it next stays."""
        ...

    async def widen(self, need: Need, *, asks_silent: bool = False) -> None:
        """Store how far a locked need is searched for, and let it be looked at now.

        Who has not answered by now may be asked once more where that is said.
        """
        ...

    async def take(self, request_id: RequestId) -> Need | None:
        """Lock a need, unless someone else holds it: what they do to it comes first."""
        ...

    async def take_reports(self, request_ids: Sequence[RequestId]) -> Sequence[RequestId]:
        """Take those of which a report is due still, each with a number for it.

        A report is due a minute after the first change since the last one, while the need waits.
        """
        ...


class WithNeeds(Protocol):
    """A transaction in which needs can be read and changed."""

    @property
    def needs(self) -> Needs:
        """Give the needs as this transaction sees them."""
        ...


class DueNeeds(Protocol):
    """What time alone brings about, read without locking anything."""

    async def looks(self, limit: int) -> Sequence[RequestId]:
        """List needs to be looked at, the longest due first."""
        ...

    async def reports(self, limit: int) -> Sequence[RequestId]:
        """List needs that wait and of which a report is due, the longest first."""
        ...

    async def late(self, patience: Mapping[Urgency, timedelta], limit: int) -> Sequence[RequestId]:
        """List needs that are searched for longer than their urgency bears, the longest first."""
        ...


class NeedWork(WithNeeds, ReceivesBatches, Stirs, Protocol):
    """What keeping needs asks of a transaction."""
