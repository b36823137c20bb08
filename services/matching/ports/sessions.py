"""Who of the staff is signed in, as intake said it."""

from typing import Protocol

from shared.contracts.envelope import Envelope
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened


class SessionWork(Protocol):
    """Staff sessions, in one transaction."""

    async def remember_session(self, event: Envelope[StaffSessionOpened]) -> None:
        """Let the member of staff see the pages for staff."""
        ...

    async def forget_session(self, event: Envelope[StaffSessionClosed]) -> None:
        """Show them nothing more, also when this is heard before the opening."""
        ...
