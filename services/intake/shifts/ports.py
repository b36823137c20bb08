"""Where it stands who does what now."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Protocol

from services.intake.calls.ports import FollowsCalls
from services.intake.shifts.model import Doing
from services.intake.staff.model import StaffId


class Shifts(FollowsCalls, Protocol):
    """What the staff say of themselves, in one transaction; a call that ends prolongs it."""

    async def say(
        self, staff_id: StaffId, session_hash: str, doing: Doing, idle: timedelta
    ) -> None:
        """Put it in place of what they said before; it ends with the session, or when idle."""
        ...

    async def end(self, staff_id: StaffId) -> None:
        """Keep nothing of it; twice is as once."""
        ...

    async def now(self, idle: timedelta) -> Mapping[StaffId, Doing]:
        """Give who does what, of those who are still signed in and did something lately."""
        ...


class WithShifts(Protocol):
    """A transaction in which it can be read and changed who does what."""

    @property
    def shifts(self) -> Shifts:
        """Give it as this transaction sees it."""
        ...
