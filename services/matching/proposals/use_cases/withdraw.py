"""Take proposals or an assignment back, and tell those who were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.matching.needs.model import Need
from services.matching.needs.use_cases import story_of
from services.matching.proposals.events import withdrawn
from services.matching.proposals.letters import ProposalLetters, Template
from services.matching.proposals.model import Match, MatchState
from services.matching.proposals.ports import WithdrawingWork
from services.matching.proposals.rules.versions import next_of
from services.matching.volunteers.ports import UnreadableVolunteerError
from shared.contracts.words import WithdrawalReason
from shared.messaging.outbox import Story


@dataclass(frozen=True, slots=True)
class WithdrawMatches:
    """Several at once are of one need."""

    letters: ProposalLetters

    async def withdraw_matches(
        self,
        work: WithdrawingWork,
        need: Need,
        live: Sequence[Match],
        why: tuple[WithdrawalReason, Template],
        cause: UUID | None = None,
    ) -> None:
        """End them, tell each volunteer, and let other needs be looked at with them free."""
        if not live:
            return
        story, (reason, template) = story_of(need, cause), why
        ended = [next_of(match) for match in live]
        for match in live:
            await work.waiting.wake(match.volunteer_id)
        await work.matches.end(ended, MatchState.WITHDRAWN)
        for match in ended:
            await work.publish([withdrawn(story, need, match, reason)])
            await self._tell(work, story, match, template)

    async def _tell(
        self, work: WithdrawingWork, story: Story, match: Match, template: Template
    ) -> None:
        """Write to the volunteer; one who cannot be read must not keep the others untold."""
        try:
            await work.publish([await self.letters.withdrawn(work, story, match, template)])
        except UnreadableVolunteerError as error:
            await work.volunteers.set_aside(match.volunteer_id, error.kind)
