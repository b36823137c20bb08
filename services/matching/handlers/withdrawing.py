"""Take proposals or an assignment back, and tell those who were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.matching.domain.model import Match
from services.matching.domain.words import MatchState
from services.matching.handlers.announcing import About, next_of
from services.matching.handlers.writing import Letters, Template
from services.matching.ports import Work
from shared.contracts.words import WithdrawalReason

WOKEN: Final = 10
"""Needs that get another look when a volunteer becomes free; more than anyone takes a week."""


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """Several at once are of one need."""

    letters: Letters

    async def withdraw(
        self,
        work: Work,
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
            await work.wake_needs(match.volunteer_id, WOKEN)
        await work.end_matches(ended, MatchState.WITHDRAWN)
        for match in ended:
            letter = await self.letters.withdrawn(work, about, match, template)
            await work.publish([about.withdrawn(match, reason), letter])
