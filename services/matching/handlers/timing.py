"""What time alone brings about: what lapses, what is looked at again, who is forgotten."""

from dataclasses import dataclass, replace

from services.matching.domain.model import MatchId, RequestId, VolunteerId
from services.matching.domain.words import MatchState, NeedState
from services.matching.handlers.announcing import About, next_of
from services.matching.handlers.needing import WOKEN
from services.matching.handlers.proposing import Proposing
from services.matching.ports import Store
from shared.contracts.matching import MatchExpired


@dataclass(frozen=True, slots=True)
class Timing:
    """Each item is its own small transaction; what another process holds is left to it."""

    store: Store
    proposing: Proposing

    async def expire(self, match_id: MatchId) -> bool:
        """End a proposal that lapsed and ask the next volunteer; False when it is not so now."""
        async with self.store.begin() as work:
            listed = await work.match(match_id)
            need = await work.take_need(listed.request_id)
            lapsed = await work.match(match_id)
            if need is None or lapsed.state is not MatchState.OPEN or not lapsed.lapsed:
                return False
            ended = next_of(lapsed)
            await work.end_match(ended, MatchState.EXPIRED)
            await work.publish([About(need).answered(ended, MatchExpired)])
            await work.wake_needs(lapsed.volunteer_id, WOKEN)
            await self.proposing.look(work, replace(need, state=NeedState.OPEN), None)
        return True

    async def forget(self, volunteer_id: VolunteerId) -> bool:
        """Erase someone who applied and never confirmed."""
        async with self.store.begin() as work:
            return await work.forget_applicant(volunteer_id)

    async def look(self, request_id: RequestId) -> bool:
        """Look at a need that is due; False when someone else does."""
        async with self.store.begin() as work:
            need = await work.take_due_need(request_id)
            if need is None:
                return False
            await work.save_need(need)
            await self.proposing.look(work, need, None)
        return True
