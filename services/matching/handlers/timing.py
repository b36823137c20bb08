"""What time alone brings about: what lapses, what is looked at again, who is forgotten."""

from dataclasses import dataclass

from prometheus_client import Counter

from services.matching.domain.model import MatchId, VolunteerId
from services.matching.domain.words import MatchState
from services.matching.handlers.announcing import About, next_of
from services.matching.handlers.searching import search_on
from services.matching.ports.proposals import MatchWork
from shared.contracts.matching import MatchExpired
from shared.telemetry.metrics import REGISTRY
from shared.work import Store

items_total = Counter(
    "matching_timer_items_total", "Due rows that were worked off", ["kind"], registry=REGISTRY
)


@dataclass(frozen=True, slots=True)
class Timing:
    """Each item is its own small transaction; what another process holds is left to it."""

    store: Store[MatchWork]

    async def expire(self, match_id: MatchId) -> bool:
        """End a proposal that lapsed, and search on; False when it is not so now."""
        async with self.store.begin() as work:
            listed = await work.matches.read(match_id)
            need = await work.needs.take(listed.request_id)
            lapsed = await work.matches.read(match_id)
            if need is None or lapsed.state is not MatchState.OPEN or not lapsed.lapsed:
                return False
            ended = next_of(lapsed)
            await work.waiting.wake(lapsed.volunteer_id)
            await work.matches.end([ended], MatchState.EXPIRED)
            await work.publish([About(need).answered(ended, MatchExpired)])
            await search_on(work, need)
        items_total.labels("expired").inc()
        return True

    async def forget(self, volunteer_id: VolunteerId) -> bool:
        """Erase someone who applied and never confirmed."""
        async with self.store.begin() as work:
            is_forgotten = await work.volunteers.forget_applicant(volunteer_id)
        items_total.labels("forgotten").inc(is_forgotten)
        return is_forgotten

    async def end_week(self, match_id: MatchId) -> bool:
        """Let a task of last week count no more, and the volunteer be asked again."""
        async with self.store.begin() as work:
            match = await work.matches.read(match_id)
            await work.waiting.wake(match.volunteer_id)
            is_over = await work.matches.end_week(match_id)
        items_total.labels("week_over").inc(is_over)
        return is_over
