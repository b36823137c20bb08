"""Who is staff and signed in."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol
from uuid import UUID

from services.intake.staff.model import (
    OpenSession,
    SeenSession,
    Session,
    Staff,
    StaffChange,
    StaffId,
    Tries,
)
from services.intake.staff.rules import Counted
from shared.contracts.words import StaffRole
from shared.messaging.outbox import Announcement
from shared.work import Publishes


class BusyError(Exception):
    """So many wait to have their password checked that nobody more is taken in."""


class NameTakenError(Exception):
    """Someone of the staff has this name."""


class StaffAccess(Protocol):
    """Staff, their sessions and wrong tries, in one transaction."""

    async def add(self, staff: Staff) -> None:
        """Store someone new; raises NameTakenError."""
        ...

    async def by_id(self, staff_id: StaffId) -> Staff | None:
        """Give a member of staff who may sign in, locked until the end of the transaction."""
        ...

    async def set_password(self, staff_id: StaffId, password_hash: str) -> None:
        """Store what they chose."""
        ...

    async def set_roles(
        self, staff_id: StaffId, roles: Sequence[StaffRole], organisation_id: UUID | None
    ) -> None:
        """Store what they may do from now on."""
        ...

    async def disable(self, staff_id: StaffId) -> None:
        """Let them sign in no more."""
        ...

    async def begin_anew(self, staff_id: StaffId) -> None:
        """Forget the password; who was disabled may be invited again."""
        ...

    async def note(self, change: StaffChange) -> None:
        """Write a line of the audit."""
        ...

    async def invited_again_lately(self, staff_id: StaffId) -> int:
        """Count how often somebody was sent a new link in the last 24 hours."""
        ...

    async def open_sessions(self, staff_id: StaffId) -> Sequence[SeenSession]:
        """List the sessions that may still be used, the newest first."""
        ...

    async def close_sessions(self, staff_id: StaffId) -> Sequence[OpenSession]:
        """Note that all sessions of somebody are over; gives those that were open."""
        ...

    async def find(self, name: str) -> Staff | None:
        """Find a member of staff who may sign in."""
        ...

    async def tries(self, buckets: Sequence[str]) -> Mapping[str, Tries]:
        """Read the wrong tries of each, locked until the end of the transaction."""
        ...

    async def save_tries(self, counted: Mapping[str, Counted]) -> None:
        """Store for each the number of wrong tries and the wait from now."""
        ...

    async def give_back_tries(self, buckets: Sequence[str]) -> None:
        """Forget one try of each, and any wait."""
        ...

    async def clear_tries(self, bucket: str) -> None:
        """Forget the wrong tries."""
        ...

    async def forget_tries(self) -> int:
        """Forget the wrong tries of everyone who made none for a day; gives how many."""
        ...

    async def open_session(self, session: Session) -> None:
        """Note that someone signed in."""
        ...

    async def close_session(self, session_hash: str) -> UUID | None:
        """Note that they signed out; gives the session's id, or None when it was not open."""
        ...

    async def apply_session(self, said: Announcement) -> None:
        """Let our own pages know at once what the other services hear by event."""
        ...


class WithStaff(Protocol):
    """A transaction in which staff and their sessions can be read and changed."""

    @property
    def staff(self) -> StaffAccess:
        """Give the staff as this transaction sees them."""
        ...


class StaffWork(WithStaff, Publishes, Protocol):
    """What signing in and out needs of a transaction."""


class Passwords(Protocol):
    """Checks passwords slowly, a few at a time."""

    def has_place(self, *, first: bool) -> bool:
        """Say whether somebody could wait for their turn now."""
        ...

    def place(self, *, first: bool) -> AbstractAsyncContextManager[None]:
        """Wait for a turn, before others where somebody is known; raises BusyError at once."""
        ...

    async def matches(self, password: str, password_hash: str | None) -> bool:
        """Compare, in a turn; an unknown person costs the same time as a wrong password."""
        ...

    async def hash_of(self, password: str) -> str:
        """Give what is stored of a password."""
        ...
