"""What is forgotten of what was sent in."""

from dataclasses import dataclass

from services.intake.submissions.ports import WithSubmissions
from shared.work import Store


@dataclass(frozen=True, slots=True)
class SweepAnswers:
    """Old answers go; their keys stay, so that a repeat still makes no second request."""

    store: Store[WithSubmissions]

    async def forget_old_answers(self) -> int:
        """Remove the answers that were kept for a day; gives how many."""
        async with self.store.begin() as work:
            return await work.submissions.forget_answers()
