"""A coordinator has more people asked about one request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from services.matching.engine.model import Helper, Wanted
from services.matching.engine.rules.eligibility import why_not
from services.matching.engine.rules.widening import widened
from services.matching.needs.model import RequestId
from services.matching.needs.use_cases import story_in
from services.matching.proposals.events import widening_answered
from services.matching.proposals.model import Turn
from services.matching.proposals.ports import WideningWork
from services.matching.proposals.rules.wish import refusal_to_widen
from services.matching.proposals.use_cases.choose import Rules
from shared.contracts.ask_words import SoftLimit, WideningRefusal
from shared.contracts.envelope import Envelope
from shared.contracts.intake import RequestWideningRequested
from shared.contracts.matching import RequestWidened, RequestWideningRefused
from shared.work import Store

COUNTED: Final = 4000
"""Of so many who live nearest it is counted who fits."""
Widening = Envelope[RequestWideningRequested]


@dataclass(frozen=True, slots=True)
class WidenSearches:
    """A search goes past its soft limits by a step, and the request is looked at again at once.

    Choosing does the rest, by its own rules and costs. It stays so wide until the request ends.
    """

    store: Store[WideningWork]
    rules: Rules
    now: Callable[[], datetime]

    async def react_to_widening_requested(self, event: Widening) -> None:
        """Do it, or say why not; of a request not heard of yet it comes again."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                said = await self._widen(work, event.data)
                version = await work.needs.count_event(RequestId(said.request_id))
                await work.publish([widening_answered(story_in(event), version, said)])

    async def _widen(
        self, work: WideningWork, wish: RequestWideningRequested
    ) -> RequestWidened | RequestWideningRefused:
        request_id = RequestId(wish.request_id)
        if await work.needs.lock_heard(request_id) is None:
            return _refused(wish, WideningRefusal.NOT_WAITING)
        turn = await work.proposals.turn(request_id)
        wider = replace(turn.need, widened=widened(turn.need.widened, wish.limits))
        refusal = refusal_to_widen(turn.need, wider)
        if refusal is not None:
            return _refused(wish, refusal)
        taken = wider.widened[len(turn.need.widened) :]
        await work.needs.widen(wider, asks_silent=SoftLimit.SILENT in taken)
        more = await self._more(work, turn, await work.proposals.turn(request_id))
        work.stir()
        return RequestWidened(wish_id=wish.wish_id, request_id=request_id, limits=taken, more=more)

    async def _more(self, work: WideningWork, before: Turn, after: Turn) -> int:
        """Count who may be asked now and could not before; at night, who may be in the morning."""
        moment = self.rules.moment(self.now())
        narrow, wide = self.rules.wanted(before, moment), self.rules.wanted(after, moment)
        if narrow is None or wide is None:
            return 0
        helpers = await work.helpers.nearest(wide, COUNTED)
        return _fitting(helpers, wide) - _fitting(helpers, narrow)


def _fitting(helpers: Sequence[Helper], wanted: Wanted) -> int:
    by_day = replace(wanted, is_quiet=False)
    return sum(why_not(helper, by_day) is None for helper in helpers)


def _refused(wish: RequestWideningRequested, reason: WideningRefusal) -> RequestWideningRefused:
    return RequestWideningRefused(wish_id=wish.wish_id, request_id=wish.request_id, reason=reason)
