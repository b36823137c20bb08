"""Show who is owed a call, and ring one of them back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.intake.call_backs.model import CallBackId, Line
from services.intake.call_backs.ports import RingBackWork, WithCallBacks
from services.intake.call_backs.rules import line_of, still_rung
from services.intake.calls.model.call import Beginning, CallId
from services.intake.calls.use_cases.hold import open_call
from services.intake.staff.model import StaffId
from shared.chance import Chance
from shared.contracts.call_words import CallDirection
from shared.work import Store

LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class ShowCallBacks:
    """Implements the port `Waits` of the room `calls`."""

    store: Store[WithCallBacks]
    now: Callable[[], datetime]
    """The network's time."""

    async def waiting(self) -> Sequence[Line]:
        """List them by their times."""
        async with self.store.begin() as work:
            owed = await work.call_backs.waiting(LISTED)
        now = self.now()
        return [line_of(each, now) for each in owed]


@dataclass(frozen=True, slots=True)
class RingBack:
    """A call-back is taken by one of the staff at a time, and taking it begins the call."""

    store: Store[RingBackWork]
    chance: Chance
    now: Callable[[], datetime]

    async def ring(self, call_back_id: CallBackId, by: StaffId) -> CallId | None:
        """Begin the call with what is known filled in; None where another rings, or nobody is owed.

        Of whom everything was erased nobody is owed a call.
        """
        call_id = CallId(self.chance.new_id())
        async with self.store.begin() as work:
            call_back = await work.call_backs.lock(call_back_id)
            if call_back is None or still_rung(call_back.ringing, self.now()):
                return None
            if not call_back.fields:
                await work.call_backs.close(call_back_id)
                return None
            begins = Beginning(CallDirection.OUTBOUND, call_back.activation, call_back.fields)
            await open_call(work, call_id, by, begins)
            await work.call_backs.take(call_back_id, call_id)
        return call_id
