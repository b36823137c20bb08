"""Staff sessions, kept as the page kit wants them."""

from services.matching.store.connected import Connected
from shared.contracts.envelope import Envelope
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.web.sessions import forget, remember


class SessionRows(Connected):
    """Implements the port `SessionWork`."""

    async def remember_session(self, event: Envelope[StaffSessionOpened]) -> None:
        """Keep the session."""
        await remember(self.connection, event)

    async def forget_session(self, event: Envelope[StaffSessionClosed]) -> None:
        """Drop the session."""
        await forget(self.connection, event)
