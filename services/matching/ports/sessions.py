"""Who of the staff is signed in, as intake said it."""

from typing import Protocol

from shared.contracts.envelope import Envelope
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.work import Receives


class Sessions(Protocol):
    """Staff sessions, in one transaction."""

    async def remember(self, event: Envelope[StaffSessionOpened]) -> None:
        """Let the member of staff see the pages for staff."""
        ...

    async def forget(self, event: Envelope[StaffSessionClosed]) -> None:
        """Show them nothing more, also when this is heard before the opening."""
        ...


class WithSessions(Protocol):
    """A transaction in which sessions can be read and changed."""

    @property
    def sessions(self) -> Sessions:
        """Give the sessions as this transaction sees them."""
        ...


class SessionWork(WithSessions, Receives, Protocol):
    """What knowing who is signed in needs of a transaction."""
