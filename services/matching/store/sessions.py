"""Staff sessions, kept as the page kit wants them."""

from dataclasses import dataclass

from shared.contracts.envelope import Envelope
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.postgres.types import Connection
from shared.web.sessions import forget, remember


@dataclass(frozen=True, slots=True)
class PostgresSessions:
    """Implements the port `Sessions`."""

    connection: Connection

    async def remember(self, event: Envelope[StaffSessionOpened]) -> None:
        """Keep the session."""
        await remember(self.connection, event)

    async def forget(self, event: Envelope[StaffSessionClosed]) -> None:
        """Drop the session."""
        await forget(self.connection, event)
