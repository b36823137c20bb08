"""Who does what now, in memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from services.intake.calls.model.call import Call, Ending
from services.intake.shifts.model import Doing
from services.intake.shifts.rules import IDLE
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallOutcome
from tests.support.intake.state import FakeShift, Repository


class FakeShifts(Repository):
    """Who does what now, in memory."""

    async def say(
        self, staff_id: StaffId, session_hash: str, doing: Doing, idle: timedelta
    ) -> None:
        self.state.shifts[staff_id] = FakeShift(session_hash, doing, self.state.now + idle)

    async def end(self, staff_id: StaffId) -> None:
        self.state.shifts.pop(staff_id, None)

    async def now(self, idle: timedelta) -> Mapping[StaffId, Doing]:
        since = self.state.now - idle
        calls = (item.call for item in self.state.calls.values())
        typing = {one.staff_id for one in calls if not one.ended_at and one.changed_at > since}
        return {
            staff_id: shift.doing
            for staff_id, shift in self.state.shifts.items()
            if shift.session_hash in self.state.sessions
            and staff_id not in self.state.disabled
            and (shift.ends_at > self.state.now or staff_id in typing)
        }

    async def follow(self, call: Call, ending: Ending) -> None:
        shift = self.state.shifts.get(call.staff_id)
        if shift and shift.ends_at > self.state.now and ending.outcome != CallOutcome.UNFINISHED:
            renewed = replace(shift, ends_at=self.state.now + IDLE)
            self.state.shifts[call.staff_id] = renewed
