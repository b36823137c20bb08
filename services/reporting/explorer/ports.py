"""The log as it is looked into, and where it is kept that somebody did."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.reporting.explorer.model import Filters, Logged, Look, Opened


class EventReader(Protocol):
    """The log, read without a transaction."""

    async def newest(self, filters: Filters, before: int | None, limit: int) -> Sequence[Logged]:
        """Give the facts that are wanted, the last to arrive first, from before a position on."""
        ...

    async def one(self, event_id: UUID) -> Opened | None:
        """Give one fact with all that it says; None when there is none."""
        ...

    async def way(self, correlation_id: UUID, limit: int) -> Sequence[Logged]:
        """Give the facts of one story in order of time."""
        ...


class EventLooks(Protocol):
    """Who looked into the log."""

    async def note(self, look: Look) -> None:
        """Keep that somebody looks."""
        ...

    async def latest(self, limit: int) -> Sequence[Look]:
        """Give the last looks, the newest first."""
        ...
