"""A need that choosing fails on goes to the coordinator, and comes back when a person says so."""

from dataclasses import dataclass, replace
from typing import Final

from services.matching.needs.model import NeedState, RequestId
from services.matching.needs.ports import WithNeeds
from services.matching.needs.use_cases import story_of
from services.matching.proposals.events import unmatched
from services.matching.proposals.ports import GivingUpWork
from services.matching.proposals.rules.next_step import AT_ONCE, HandOver
from shared.contracts.words import WITH_PARTNER, UnmatchedReason
from shared.work import Store

_IN_HAND: Final = WITH_PARTNER | {NeedState.ASSIGNED, NeedState.CLOSED}


@dataclass(frozen=True, slots=True)
class GiveUpNeeds:
    """Somebody waits for help: our fault must not keep them from a person who can help."""

    store: Store[GivingUpWork]

    async def give_up_need(self, request_id: RequestId) -> None:
        """Hand a need over that choosing failed on again and again; it is not looked at again."""
        async with self.store.begin() as work:
            need = await work.needs.lock_heard(request_id)
            if need is None or need.state in _IN_HAND:
                return
            turn, reason = await work.proposals.turn(request_id), UnmatchedReason.CHOOSING_FAILED
            moved = need.moved_to(NeedState.UNMATCHED, reason)
            handed = replace(moved, version=need.version + 1)
            await work.needs.save(handed)
            story = story_of(need, need.cause)
            await work.publish([unmatched(story, handed, HandOver(reason), turn)])


async def choose_again(work: WithNeeds, request_id: RequestId) -> None:
    """Look at a need again that was given up, if it waits still; it stands as it did."""
    need = await work.needs.lock_heard(request_id)
    if need is not None and need.reason is UnmatchedReason.CHOOSING_FAILED:
        await work.needs.save(need, AT_ONCE)
