"""The same as last time: what a card leads to is filled in, on record, where nothing is typed."""

from dataclasses import dataclass

from services.intake.calls.model.call import Call, CallId, Kept
from services.intake.calls.ports import FinishWork
from services.intake.calls.rules.asked import filled_as_before
from services.intake.calls.rules.drafts import Refusal, why_refused
from services.intake.calls.use_cases.finish import FinishCalls
from services.intake.calls.use_cases.hold import Stopped, Typed, Wrong
from services.intake.lookups.model import Opened, Reason
from services.intake.lookups.use_cases import LookUp, Refused
from services.intake.request_form.rules import as_before
from services.intake.request_form.use_cases.again import plea_of
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from shared.fields.problem import Problem
from shared.work import Store


@dataclass(frozen=True, slots=True)
class FillAsBefore:
    """Whose request it was is opened as by any search: for a reason, with a row, a number a day.

    Who helped then is asked first, where the rules of that let them be asked.
    """

    store: Store[FinishWork]
    finish: FinishCalls
    look_up: LookUp

    async def fill(
        self, call_id: CallId, by: StaffId, typed: Typed, former: RequestId
    ) -> Stopped | Wrong | None:
        """Keep what is typed, then fill in what somebody asked for before; None: done."""
        came = await self.finish.keep(call_id, by, typed)
        if came is not None:
            return came
        opened = await self.look_up.open_contact(former, Reason.CALLER_ASKS, by)
        async with self.store.begin() as work:
            call = await work.calls.lock(call_id)
            if call is None:
                return Stopped(Refusal.UNKNOWN)
            why = why_refused(call, by, call.version)
            if why:
                return Stopped(why, call)
            return await self._fill(work, call, opened)

    async def _fill(self, work: FinishWork, call: Call, opened: Opened | Refused) -> Wrong | None:
        if isinstance(opened, Refused):
            return Wrong((Problem("reference", opened.value),), call.version)
        filled = filled_as_before(call.fields, await plea_of(work, opened.request))
        fields = {**filled, **as_before(opened.request.id)}
        await work.calls.keep(call.id, Kept(fields))
        return None
