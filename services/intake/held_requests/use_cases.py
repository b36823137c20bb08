"""A person looks at held requests: each goes ahead as if it came now, or is set aside."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.held_requests.model import Decision, HeldRequest
from services.intake.held_requests.ports import DecisionWork, HeldRequestReader
from services.intake.requests.model import Closure, RequestId, State
from services.intake.staff.model import StaffId
from services.intake.submissions.use_cases.let_through import LetThrough
from shared.work import Store

SHOWN = 50


@dataclass(frozen=True, slots=True)
class DecideOnHeldRequests:
    """What was decided stays: a second press, or a cancellation meanwhile, changes nothing."""

    store: Store[DecisionWork]
    reader: HeldRequestReader
    let_through: LetThrough

    async def show_held(self) -> Sequence[HeldRequest]:
        """List what waits."""
        return await self.reader.held(SHOWN)

    async def decide(self, request_id: RequestId, staff_id: StaffId, decision: Decision) -> bool:
        """Let it go ahead, or set it aside; False when it is not held any more."""
        async with self.store.begin() as work:
            request = await work.requests.lock(request_id)
        if request is None or not request.is_held:
            return False
        key = await self.let_through.key_for(request)
        async with self.store.begin() as work:
            request = await work.requests.lock(request_id)
            if request is None or not request.is_held:
                return False
            await work.held_decisions.note(request_id, staff_id, decision)
            if decision is Decision.SET_ASIDE:
                closure = Closure.SET_ASIDE
                await work.requests.save_standing(request_id, 0, State.CLOSED, closure)
            else:
                await work.requests.save_standing(request_id, 1, State.RECEIVED, None)
                await self.let_through.announce_held(work, request, key)
        return True
