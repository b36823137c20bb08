"""Take proposals or an assignment back, and tell those who were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.matching.domain.model import Match
from services.matching.domain.words import MatchState
from services.matching.handlers.announcing import About, next_of
from services.matching.handlers.writing import Letters, Template
from services.matching.ports.proposals import WithMatches
from services.matching.ports.volunteers import WithVolunteers, WithWaiting
from shared.contracts.words import WithdrawalReason
from shared.work import Publishes


class WithdrawingWork(WithMatches, WithWaiting, WithVolunteers, Publishes, Protocol):
    """What taking a match back needs of a transaction."""


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """Several at once are of one need."""

    letters: Letters

    async def withdraw(
        self,
        work: WithdrawingWork,
        about: About,
        live: Sequence[Match],
        why: tuple[WithdrawalReason, Template],
    ) -> None:
        """End them, tell each volunteer, and let other needs be looked at with them free."""
        if not live:
            return
        reason, template = why
        ended = [next_of(match) for match in live]
        for match in live:
            await work.waiting.wake(match.volunteer_id)
        await work.matches.end(ended, MatchState.WITHDRAWN)
        for match in ended:
            letter = await self.letters.withdrawn(work, about, match, template)
            await work.publish([about.withdrawn(match, reason), letter])
