"""End a call with exactly one outcome, and say so in the same transaction."""

from dataclasses import dataclass
from typing import Final

from services.intake.calls.events import logged
from services.intake.calls.model import LEFT, Call, CallId, Ending, Step
from services.intake.calls.ports import CallWork
from services.intake.calls.use_cases.hold import Stopped, Typed, held
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallOutcome
from shared.work import Store

SOME: Final = 20


async def end_call(work: CallWork, call: Call, ending: Ending) -> None:
    """End a call that is held, and say how."""
    seconds = await work.calls.end(call, ending)
    await work.publish([logged(call, ending, seconds)])


@dataclass(frozen=True, slots=True)
class EndCalls:
    """A call that led to no request."""

    store: Store[CallWork]

    async def end(
        self, call_id: CallId, by: StaffId, typed: Typed, outcome: CallOutcome
    ) -> Stopped | None:
        """End it; what was typed is erased. None when it is done."""
        async with self.store.begin() as work:
            call = await held(work, call_id, by, typed)
            if isinstance(call, Stopped):
                return call
            await end_call(work, call, Ending(outcome, call.request_id))
            await work.calls.note(call_id, by, Step.ENDED)
        return None

    async def end_left(self) -> int:
        """End what nobody ended for a week, some in a transaction; gives how many."""
        ended = 0
        while some := await self._end_some():
            ended += some
        return ended

    async def _end_some(self) -> int:
        async with self.store.begin() as work:
            left = await work.calls.left(LEFT, SOME)
            for call in left:
                ending = Ending(CallOutcome.UNFINISHED, call.request_id, ended_at=call.changed_at)
                await end_call(work, call, ending)
        return len(left)
