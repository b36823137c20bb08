"""What is set aside, in one transaction, and what was decided about it."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.matching.proposals.ports import GivingUpWork
from services.matching.troubles.model import Decision, Kind, Trouble
from services.matching.volunteers.ports import WithVolunteers, WithWaiting


class Troubles(Protocol):
    """What waits for a person."""

    async def count(self) -> int:
        """Count all of it."""
        ...

    async def listed(self, limit: int) -> Sequence[Trouble]:
        """List the oldest."""
        ...

    async def of_kind(self, kind: Kind, limit: int) -> Sequence[str]:
        """Give the oldest rows of one kind."""
        ...

    async def take_off(self, kind: Kind, row_id: str) -> bool:
        """Let a row be worked again, its tries forgotten; False when it does not wait here."""
        ...

    async def let_go(self, kind: Kind, row_id: str) -> bool:
        """Leave a row set aside for good; False when it does not wait here."""
        ...

    async def note(self, who: UUID, decision: Decision, kind: Kind, row_id: str) -> None:
        """Record who decided what."""
        ...


class WithTroubles(Protocol):
    """A transaction in which what is set aside can be decided about."""

    @property
    def troubles(self) -> Troubles:
        """Give what is set aside as this transaction sees it."""
        ...


class TroubleWork(WithTroubles, WithVolunteers, WithWaiting, GivingUpWork, Protocol):
    """What deciding needs of a transaction."""
