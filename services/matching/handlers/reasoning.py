"""Why a need stands as it does: what is shown to coordinators, and to whom of the staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.matching.domain.model import RequestId
from services.matching.domain.summing import Progress
from services.matching.ports import KeptDecision
from services.matching.ports.reasons import Reasons
from services.matching.ports.sessions import SessionWork
from shared.contracts.envelope import Envelope
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.work import Store

SHOWN: Final = 100
"""Needs on the list."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One need and its kept decisions, the newest first."""

    progress: Progress
    decisions: Sequence[KeptDecision]


@dataclass(frozen=True, slots=True)
class Reasoning:
    """Tells why; there is nothing personal in it."""

    reasons: Reasons

    async def waiting(self) -> Sequence[Progress]:
        """List the needs without a helper, the one that waits longest first."""
        return await self.reasons.waiting(SHOWN)

    async def explain(self, request_id: RequestId) -> Explained | None:
        """Tell about one need; None when there is nothing to tell."""
        progress = await self.reasons.progress(request_id)
        if progress is None:
            return None
        decisions = await self.reasons.decisions(request_id)
        return Explained(progress, tuple(reversed(decisions)))


@dataclass(frozen=True, slots=True)
class Admitting:
    """Knows who of the staff is signed in; intake tells."""

    store: Store[SessionWork]

    async def on_staff_session_opened(self, event: Envelope[StaffSessionOpened]) -> None:
        """Let them in."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.sessions.remember(event)

    async def on_staff_session_closed(self, event: Envelope[StaffSessionClosed]) -> None:
        """Show them nothing more."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.sessions.forget(event)
