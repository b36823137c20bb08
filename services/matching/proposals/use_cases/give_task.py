"""One volunteer has the task from now on."""

from dataclasses import dataclass
from uuid import UUID

from services.matching.needs.model import Need, NeedState
from services.matching.needs.use_cases import story_of
from services.matching.proposals.events import matched
from services.matching.proposals.letters import Template
from services.matching.proposals.model import Match
from services.matching.proposals.ports import MatchWork
from services.matching.proposals.rules.versions import next_of
from services.matching.proposals.use_cases.grant_access import GrantAccess
from services.matching.proposals.use_cases.withdraw import WithdrawMatches
from shared.contracts.words import WithdrawalReason
from shared.messaging.outbox import Story


@dataclass(frozen=True, slots=True)
class GiveTasks:
    """They get their links; whoever else was asked is told that it is filled."""

    access: GrantAccess
    withdraw: WithdrawMatches

    async def give_task(
        self,
        work: MatchWork,
        need: Need,
        asked: Match,
        story: Story | None = None,
        wish_id: UUID | None = None,
    ) -> bool:
        """Give the task of a locked need; False when it was not open any more, or too late."""
        taken = next_of(asked)
        if not await work.matches.accept(taken):
            return False
        need = need.moved_to(NeedState.ASSIGNED)
        await work.needs.save(need)
        await work.publish([matched(story or story_of(need), need, taken, wish_id)])
        await self.access.grant_access(work, need, taken)
        others = [each for each in await work.matches.live(need.request_id) if each.id != taken.id]
        why = WithdrawalReason.FILLED, Template.PROPOSAL_FILLED
        await self.withdraw.withdraw_matches(work, need, others, why)
        return True
