"""Why a need stands as it does: what is shown to coordinators, and what is told of searches."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.matching.needs.model import RequestId
from services.matching.needs.use_cases import story_of
from services.matching.reasons.events import search_reported
from services.matching.reasons.model import Explained
from services.matching.reasons.ports import Reasons, ReportWork
from services.matching.reasons.rules import considered_in
from shared.work import Store


@dataclass(frozen=True, slots=True)
class ExplainNeeds:
    """Tells why; there is nothing personal in it."""

    reasons: Reasons

    async def explain_need(self, request_id: RequestId) -> Explained | None:
        """Tell about one need; None when there is nothing to tell."""
        progress = await self.reasons.progress(request_id)
        if progress is None:
            return None
        decisions = await self.reasons.decisions(request_id)
        homes = await self.reasons.homes(sorted(considered_in(decisions)))
        before = await self.reasons.helped_before(request_id)
        by_hand = await self.reasons.by_hand(request_id)
        return Explained(progress, tuple(reversed(decisions)), homes, before, by_hand)


@dataclass(frozen=True, slots=True)
class ReportSearches:
    """Tells how searches stand, apart from choosing; several processes share what is due."""

    store: Store[ReportWork]

    async def report_some(self, request_ids: Sequence[RequestId]) -> int:
        """Tell of those that are due still; gives of how many."""
        async with self.store.begin() as work:
            due = await work.needs.take_reports(request_ids)
            stand = await work.progress.of(due) if due else ()
            await work.publish([search_reported(story_of(each.need), each) for each in stand])
        return len(due)

    async def report_one(self, request_id: RequestId) -> None:
        """Tell of one alone, when telling of many failed."""
        await self.report_some([request_id])
