"""Why a need stands as it does: what is shown to coordinators."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.matching.domain.model import RequestId
from services.matching.domain.summing import Progress
from services.matching.ports import KeptDecision
from services.matching.ports.reasons import Reasons

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
