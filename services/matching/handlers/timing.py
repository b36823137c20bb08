"""What time alone brings about: proposals that lapse, needs that are looked at again."""

from dataclasses import dataclass, replace

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

    async def expire_one(self) -> bool:
        """End the proposal that lapsed first and ask the next volunteer; False when none has."""
        async with self.store.begin() as work:
            lapsed = await work.take_lapsed_match()
            if lapsed is None:
                return False
            if lapsed.state is not MatchState.OPEN:
                return True
            need = await work.lock_need(lapsed.request_id)
            ended = next_of(lapsed)
            await work.end_match(ended, MatchState.EXPIRED)
            await work.publish([About(need).answered(ended, MatchExpired)])
            await work.wake_needs(lapsed.volunteer_id, WOKEN)
            await self.proposing.look(work, replace(need, state=NeedState.OPEN), None)
        return True

    async def look_one(self) -> bool:
        """Look at the need that waits longest for it; False when none is due."""
        async with self.store.begin() as work:
            need = await work.take_due_need()
            if need is None:
                return False
            await work.save_need(need)
            await self.proposing.look(work, need, None)
        return True
