"""Whom intake knows, who asks, and whether there is a call."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.intake.callers.model import Card, Counted, Like, Look, Subject, Typed
from services.intake.lookups.ports import LookupWork
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId


class OpenCalls(Protocol):
    """Whether somebody is on the phone; the room `calls` implements it.

    Tests use `tests/support/intake/callers/fakes.py`.
    """

    async def is_open(self, call_id: UUID, staff_id: StaffId) -> bool:
        """Say whether this member of staff has this call now; asked outside a transaction."""
        ...


class CallerReader(Protocol):
    """Whom intake may open, read without a transaction."""

    async def look(self, since: Look | None) -> Look:
        """Tell what was committed since an earlier look; of none, only where things stand."""
        ...

    async def before(self, request_id: RequestId | None, limit: int) -> Sequence[RequestId]:
        """List who is recognisable, the newest first, from before one of them."""
        ...

    async def subjects(self, request_ids: Sequence[RequestId]) -> Sequence[Subject]:
        """Open those that are recognisable still."""
        ...


class KnownCallers(Protocol):
    """Everybody who is known, in memory."""

    async def find(self, typed: Typed) -> tuple[Sequence[Like], bool]:
        """Give who is like who calls, and whether everybody is known here."""
        ...


class Callers(Protocol):
    """Cards, and who saw how many, in one transaction."""

    async def cards(self, likes: Sequence[Like]) -> Sequence[Card]:
        """Give what may be shown of them now, in their order; of who is erased nothing."""
        ...

    async def counted(self, staff_id: StaffId, call_id: UUID) -> Counted:
        """Count what somebody looked for in the last 24 hours."""
        ...

    async def note_search(
        self, staff_id: StaffId, call_id: UUID, shown: Sequence[RequestId]
    ) -> None:
        """Note one more search in a call, and whose cards came up."""
        ...


class WithCallers(Protocol):
    """A transaction in which cards are shown."""

    @property
    def callers(self) -> Callers:
        """Give the cards as this transaction sees them."""
        ...


class CallerWork(WithCallers, LookupWork, Protocol):
    """What a search by likeness needs of a transaction."""
