"""For whom nobody was found in time is the coordinator's, while asking goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.matching.engine.rules.policy import Policy, patience
from services.matching.needs.model import RequestId
from services.matching.needs.ports import DueNeeds
from services.matching.needs.use_cases import story_of
from services.matching.proposals.events import unmatched
from services.matching.proposals.ports import GivingUpWork
from services.matching.proposals.rules.late import handed_over, late_step, waits_too_long
from shared.contracts.words import Urgency
from shared.work import Store


@dataclass(frozen=True, slots=True)
class HandOverLate:
    """Who is being asked may still say yes, and the next are asked: the first yes has it.

    Until then it is the coordinator's, whatever is asked or answered meanwhile.
    """

    store: Store[GivingUpWork]
    due: DueNeeds
    policy: Policy

    async def late_needs(self, limit: int) -> Sequence[RequestId]:
        """List those who wait longer than their urgency bears."""
        return await self.due.late(
            {urgency: patience(self.policy, urgency) for urgency in Urgency}, limit
        )

    async def hand_over(self, request_id: RequestId) -> bool:
        """Hand one over; False when it is not so now, or somebody else has it in hand."""
        async with self.store.begin() as work:
            need = await work.needs.take(request_id)
            if need is None:
                return False
            turn = await work.proposals.turn(request_id)
            if not waits_too_long(turn, self.policy):
                return False
            late = handed_over(need)
            await work.needs.mark_late(late)
            story = story_of(need, need.cause)
            await work.publish([unmatched(story, late, late_step(turn), turn)])
        return True
