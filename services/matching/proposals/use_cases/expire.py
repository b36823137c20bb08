"""A proposal that nobody answered lapses, and the search goes on."""

from dataclasses import dataclass

from services.matching.needs.use_cases import story_of
from services.matching.proposals.events import answered
from services.matching.proposals.model import MatchId, MatchState
from services.matching.proposals.ports import MatchWork
from services.matching.proposals.rules.versions import next_of
from services.matching.proposals.use_cases.search_again import search_again
from shared.contracts.matching import MatchExpired
from shared.work import Store


@dataclass(frozen=True, slots=True)
class ExpireProposals:
    """Each is its own small transaction; what another process holds is left to it."""

    store: Store[MatchWork]

    async def expire_proposal(self, match_id: MatchId) -> bool:
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
            need = await search_again(work, need)
            await work.publish([answered(story_of(need), need, ended, MatchExpired)])
        return True
