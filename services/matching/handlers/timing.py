"""What time alone brings about: what lapses, what is looked at again, who is forgotten."""

from dataclasses import dataclass

from prometheus_client import Counter

from services.matching.domain.model import MatchId, VolunteerId
from services.matching.domain.words import MatchState
from services.matching.handlers.announcing import About, next_of
from services.matching.handlers.searching import search_on
from services.matching.handlers.withdrawing import WOKEN
from services.matching.ports import Store
from shared.contracts.matching import MatchExpired
from shared.telemetry.metrics import REGISTRY

items_total = Counter(
    "matching_timer_items_total", "Due rows that were worked off", ["kind"], registry=REGISTRY
)


@dataclass(frozen=True, slots=True)
class Timing:
    """Each item is its own small transaction; what another process holds is left to it."""

    store: Store

    async def expire(self, match_id: MatchId) -> bool:
        """End a proposal that lapsed, and search on; False when it is not so now."""
        async with self.store.begin() as work:
            listed = await work.match(match_id)
            need = await work.take_need(listed.request_id)
            lapsed = await work.match(match_id)
            if need is None or lapsed.state is not MatchState.OPEN or not lapsed.lapsed:
                return False
            ended = next_of(lapsed)
            await work.wake_needs(lapsed.volunteer_id, WOKEN)
            await work.end_matches([ended], MatchState.EXPIRED)
            await work.publish([About(need).answered(ended, MatchExpired)])
            await search_on(work, need)
        items_total.labels("expired").inc()
        return True

    async def forget(self, volunteer_id: VolunteerId) -> bool:
        """Erase someone who applied and never confirmed."""
        async with self.store.begin() as work:
            is_forgotten = await work.forget_applicant(volunteer_id)
        items_total.labels("forgotten").inc(is_forgotten)
        return is_forgotten

    async def end_week(self, match_id: MatchId) -> bool:
        """Let a task of last week count no more, and the volunteer be asked again."""
        async with self.store.begin() as work:
            match = await work.match(match_id)
            await work.wake_needs(match.volunteer_id, WOKEN)
            is_over = await work.end_week(match_id)
        items_total.labels("week_over").inc(is_over)
        return is_over
