"""The list of held requests, and what is decided about them."""

from collections.abc import Sequence
from typing import Protocol

from services.intake.held_requests.model import Decision, HeldRequest
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from services.intake.submissions.ports import HeldWork


class HeldRequestReader(Protocol):
    """The held requests, read without a transaction."""

    async def held(self, limit: int) -> Sequence[HeldRequest]:
        """List them, the most urgent and the longest waiting first."""
        ...


class HeldDecisions(Protocol):
    """Who decided what, in one transaction."""

    async def note(self, request_id: RequestId, staff_id: StaffId, decision: Decision) -> None:
        """Keep it for good."""
        ...


class DecisionWork(HeldWork, Protocol):
    """What a decision needs of a transaction."""

    @property
    def held_decisions(self) -> HeldDecisions:
        """Give the decisions as this transaction sees them."""
        ...
