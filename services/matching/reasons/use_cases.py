"""Why a need stands as it does: what is shown to coordinators."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.matching.needs.model import RequestId
from services.matching.reasons.model import Explained, Progress
from services.matching.reasons.ports import Reasons

SHOWN: Final = 100
"""Needs on the list."""


@dataclass(frozen=True, slots=True)
class ExplainNeeds:
    """Tells why; there is nothing personal in it."""

    reasons: Reasons

    async def list_waiting(self) -> Sequence[Progress]:
        """List the needs without a helper, the one that waits longest first."""
        return await self.reasons.waiting(SHOWN)

    async def explain_need(self, request_id: RequestId) -> Explained | None:
        """Tell about one need; None when there is nothing to tell."""
        progress = await self.reasons.progress(request_id)
        if progress is None:
            return None
        decisions = await self.reasons.decisions(request_id)
        return Explained(progress, tuple(reversed(decisions)))
