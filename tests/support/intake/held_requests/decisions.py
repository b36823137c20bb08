"""Decisions in memory."""

from services.intake.held_requests.model import Decision
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from tests.support.intake.state import Repository


class FakeHeldDecisions(Repository):
    """Decisions in memory."""

    async def note(self, request_id: RequestId, staff_id: StaffId, decision: Decision) -> None:
        self.state.held_decisions.append((request_id, staff_id, decision))
