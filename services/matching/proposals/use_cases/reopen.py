"""The help did not come: a need that was over is searched for again."""

from dataclasses import dataclass, replace

from services.matching.needs.model import NeedState
from services.matching.needs.use_cases import said_need
from services.matching.proposals.ports import CorrectingWork
from services.matching.proposals.rules.next_step import AT_ONCE
from shared.contracts.envelope import Envelope
from shared.contracts.intake import RequestReopened
from shared.work import Store


@dataclass(frozen=True, slots=True)
class ReopenNeeds:
    """Whoever was asked before is not asked again by itself, nor is what they did undone."""

    store: Store[CorrectingWork]

    async def react_to_request_reopened(self, event: Envelope[RequestReopened]) -> None:
        """Search again, by what the request says now; an end that comes late ends nothing.

        What was forgotten here, or never heard, is known again by what this says.
        """
        fresh = replace(said_need(event), request_version=event.subjectversion)
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            await work.needs.add([fresh])
            known = await work.needs.lock_heard(fresh.request_id)
            if known is not None and known.request_version >= fresh.request_version:
                return
            known_from = known.not_for if known else ()
            await work.needs.renew(replace(fresh, not_for=fresh.not_for or known_from))
            need = await work.needs.lock(fresh.request_id)
            if need.state is NeedState.CLOSED:
                await work.matches.leave_behind(need.request_id)
                anew = replace(need, is_late=False, widened=()).moved_to(NeedState.OPEN)
                await work.needs.save(anew, AT_ONCE)
                await work.needs.widen(anew)
            work.stir()
