"""Which members of staff are signed in."""

from typing import Protocol

from shared.contracts.envelope import Envelope
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened


class Sessions(Protocol):
    """The sessions of staff, in one transaction."""

    async def remember(self, event: Envelope[StaffSessionOpened]) -> None:
        """Know a member of staff who signed in."""
        ...

    async def forget(self, event: Envelope[StaffSessionClosed]) -> None:
        """Know them no more, even when this arrives before the sign-in."""
        ...


class WithSessions(Protocol):
    """A transaction in which sessions can be kept and dropped."""

    @property
    def sessions(self) -> Sessions:
        """Give the sessions as this transaction sees them."""
        ...
