"""Somebody says what they do now, and everybody sees how many answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.phone_hours.model import Hours
from services.intake.phone_hours.rules import open_now
from services.intake.shifts.model import Attendance, Doing
from services.intake.shifts.ports import WithShifts
from services.intake.shifts.rules import IDLE
from services.intake.staff.model import StaffId
from shared.work import Store


@dataclass(frozen=True, slots=True)
class SayShifts:
    """Everybody speaks for themselves."""

    store: Store[WithShifts]

    async def say(self, staff_id: StaffId, session_hash: str, doing: Doing | None) -> None:
        """Change what they do; None: they work no more."""
        async with self.store.begin() as work:
            if doing is None:
                await work.shifts.end(staff_id)
            else:
                await work.shifts.say(staff_id, session_hash, doing, IDLE)


@dataclass(frozen=True, slots=True)
class ShowShifts:
    """Implements the port `Waits` of the room `calls`: one line, how many answer."""

    store: Store[WithShifts]
    hours: Hours
    now: Callable[[], datetime]
    """The network's time."""

    async def attendance(self) -> Attendance:
        """Say who does what, and whether nobody answers though somebody should."""
        async with self.store.begin() as work:
            found = Attendance(await work.shifts.now(IDLE))
        is_missed = not found.answering and open_now(self.hours, self.now())
        return Attendance(found.now, is_missed)

    async def waiting(self) -> Sequence[Attendance]:
        """Give it alone."""
        return [await self.attendance()]
