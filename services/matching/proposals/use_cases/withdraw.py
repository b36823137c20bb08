"""Take proposals or an assignment back, and tell those who were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.matching.needs.model import Need
from services.matching.needs.use_cases import story_of
from services.matching.proposals.events import withdrawn
from services.matching.proposals.letters import ProposalLetters, Template
from services.matching.proposals.model import Match
from services.matching.proposals.ports import WithdrawingWork
from services.matching.proposals.rules.versions import next_of
from services.matching.volunteers.ports import UnreadableVolunteerError
from shared.contracts.words import WithdrawalReason

REFERRED: Final = WithdrawalReason.REFERRED, Template.PROPOSAL_FILLED
"""An organisation is asked instead: whoever was asked is told that it is taken."""


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
        await work.matches.withdraw(ended, reason)
        for match in ended:
            await work.publish([withdrawn(story, need, match, reason)])
            await self._tell(work, need, match, template, cause)

    async def _tell(
        self,
        work: WithdrawingWork,
        need: Need,
        match: Match,
        template: Template,
        cause: UUID | None,
    ) -> None:
        """Write to the volunteer; one who cannot be read must not keep the others untold."""
        try:
            await work.publish([await self.letters.withdrawn(work, need, match, template, cause)])
        except UnreadableVolunteerError as error:
            await work.volunteers.set_aside(match.volunteer_id, error.kind)
