"""What the pages of reasons read: needs that wait, and why each stands as it does."""

from collections.abc import Sequence
from typing import Protocol

from services.matching.needs.model import RequestId
from services.matching.proposals.model import KeptDecision
from services.matching.reasons.model import Progress


class Reasons(Protocol):
    """Read-only; locks nothing."""

    async def waiting(self, limit: int) -> Sequence[Progress]:
        """List needs without a helper, the one that waits longest first."""
        ...

    async def progress(self, request_id: RequestId) -> Progress | None:
        """Say how one need stands; None for one of which only the end was heard, or nothing."""
        ...

    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        """Read the last few decisions about a need, the oldest first."""
        ...
