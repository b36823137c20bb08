"""Where concerns are kept."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from services.intake.concerns.model import Concern, ConcernId, Opened, Outcome, Words
from services.intake.contact_access.ports import WithContacts
from services.intake.requests.ports import WithPartings, WithRequests
from services.intake.staff.model import StaffId
from shared.work import Publishes


class Concerns(Protocol):
    """Concerns, in one transaction."""

    async def keep(
        self, concern_id: ConcernId, sent_hash: str, words: Words, unread_for: timedelta
    ) -> bool:
        """Keep a concern, sealed under a key of its own; False when this form was sent before.

        Unread for that long it is the deputy's.
        """
        ...

    async def told_lately(self) -> int:
        """Count the letters of the last hour about concerns that came in."""
        ...

    async def note_told(self, concern_id: ConcernId) -> None:
        """Note that a letter about it goes out as it comes in."""
        ...

    async def take_unread(self) -> Sequence[ConcernId]:
        """Give to the deputy what nobody has read in time; each is taken once."""
        ...

    async def waiting(self, limit: int) -> Sequence[Concern]:
        """List what is not closed, the longest first, and then what was closed last."""
        ...

    async def open(self, concern_id: ConcernId, reader: StaffId) -> Opened | None:
        """Open a concern, on record; None for everybody but the lead and the deputy."""
        ...

    async def note(self, concern_id: ConcernId, writer: StaffId, text: str) -> None:
        """Keep what one of the two wrote beside it, sealed like the words."""
        ...

    async def close(self, concern_id: ConcernId, by: StaffId, outcome: Outcome) -> None:
        """Note what became of it; the first to close it stays on record."""
        ...


class WithConcerns(Protocol):
    """A transaction in which concerns can be kept and read."""

    @property
    def concerns(self) -> Concerns:
        """Give the concerns as this transaction sees them."""
        ...


class ConcernWork(WithConcerns, WithContacts, WithPartings, WithRequests, Publishes, Protocol):
    """What sending a concern needs of a transaction."""


class UnreadWork(WithConcerns, Publishes, Protocol):
    """What passing a concern on to the deputy needs of a transaction."""
