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

_LETTERS: Final = {
    MatchState.OPEN: Template.PROPOSAL_WITHDRAWN,
    MatchState.ACCEPTED: Template.ASSIGNMENT_WITHDRAWN,
}


Ended = Envelope[RequestCancelled] | Envelope[RequestCompleted] | Envelope[RequestClosed]


@dataclass(frozen=True, slots=True)
class EndNeeds:
    """Order and doubles do not matter: an end stays the end."""

    withdraw: WithdrawMatches

    async def end_in(self, work: EndingWork, event: Ended) -> Need | None:
        """End it in the transaction that has claimed the event, and tell every volunteer.

        Gives it as it stands then; None where nothing but its end was ever heard, or it is open
        again since.
        """
        request_id = RequestId(event.data.request_id)
        need = await work.needs.end(request_id, activation_of(event), event.subjectversion)
        if need is None:
            return None
        ended = need.moved_to(NeedState.CLOSED)
        await self._withdraw(work, ended, event.id)
        return ended

    async def _withdraw(self, work: MatchWork, need: Need, cause: UUID) -> None:
        live = await work.matches.live(need.request_id)
        reason = WithdrawalReason.REQUEST_CANCELLED
        for state, template in _LETTERS.items():
            own = [match for match in live if match.state is state]
            await self.withdraw.withdraw_matches(work, need, own, (reason, template), cause)
