"""A request ended: nobody is asked any more, and whoever was is told."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.matching.needs.model import Need, NeedState, RequestId
from services.matching.needs.use_cases import activation_of
from services.matching.proposals.letters import Template
from services.matching.proposals.model import MatchState
from services.matching.proposals.ports import EndingWork, MatchWork
from services.matching.proposals.use_cases.withdraw import WithdrawMatches
from shared.contracts.envelope import Envelope
from shared.contracts.intake import RequestCancelled, RequestClosed, RequestCompleted
from shared.contracts.words import WithdrawalReason
from shared.work import Store

_LETTERS: Final = {
    MatchState.OPEN: Template.PROPOSAL_WITHDRAWN,
    MatchState.ACCEPTED: Template.ASSIGNMENT_WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class EndNeeds:
    """Order and doubles do not matter: an end stays the end."""

    store: Store[EndingWork]
    withdraw: WithdrawMatches

    async def react_to_request_cancelled(self, event: Envelope[RequestCancelled]) -> None:
        """Take back what is open or agreed, and tell the volunteer."""
        await self._end(event)

    async def react_to_request_completed(self, event: Envelope[RequestCompleted]) -> None:
        """Stop asking; our own completed assignment stays completed."""
        await self._end(event)

    async def react_to_request_closed(self, event: Envelope[RequestClosed]) -> None:
        """Stop asking, also when this overtook the event that says why."""
        await self._end(event)

    async def _end(
        self,
        event: Envelope[RequestCancelled] | Envelope[RequestCompleted] | Envelope[RequestClosed],
    ) -> None:
        request_id = RequestId(event.data.request_id)
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            activation = activation_of(event)
            need = await work.needs.end(request_id, activation, event.subjectversion)
            if need:
                await self._withdraw(work, need.moved_to(NeedState.CLOSED), event.id)

    async def _withdraw(self, work: MatchWork, need: Need, cause: UUID) -> None:
        live = await work.matches.live(need.request_id)
        reason = WithdrawalReason.REQUEST_CANCELLED
        for state, template in _LETTERS.items():
            own = [match for match in live if match.state is state]
            await self.withdraw.withdraw_matches(work, need, own, (reason, template), cause)
