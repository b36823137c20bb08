"""Somebody looks where they are signed in, and ends what should not be."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.intake.staff.model import SeenSession, StaffId
from services.intake.staff.ports import StaffWork
from services.intake.staff.use_cases import end_session, end_sessions
from shared.activation.current import Current
from shared.work import Store


@dataclass(frozen=True, slots=True)
class OwnSessions:
    """One's own only: an id of somebody else's session finds nothing."""

    store: Store[StaffWork]
    current: Current

    async def show(self, staff_id: StaffId) -> Sequence[SeenSession]:
        """List them, the newest first."""
        async with self.store.begin() as work:
            return await work.staff.open_sessions(staff_id)

    async def end(self, staff_id: StaffId, session_id: UUID) -> None:
        """End one everywhere."""
        activation = await self.current.activation()
        async with self.store.begin() as work:
            for session in await work.staff.open_sessions(staff_id):
                if session.id == session_id:
                    await end_session(work, session.session_hash, activation)

    async def end_all(self, staff_id: StaffId) -> None:
        """End them all everywhere, this one too."""
        activation = await self.current.activation()
        async with self.store.begin() as work:
            await end_sessions(work, staff_id, activation)
