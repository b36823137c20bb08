"""A need that still wants a helper is due again."""

from services.matching.needs.model import Need, NeedState
from services.matching.proposals.ports import SearchingWork
from services.matching.proposals.rules.next_step import AT_ONCE


async def search_again(work: SearchingWork, need: Need) -> Need:
    """Let a locked need be looked at as soon as this transaction is over; gives how it stands."""
    still_asked = await work.matches.live(need.request_id)
    state = NeedState.PROPOSED if still_asked else NeedState.OPEN
    need = need.moved_to(state)
    await work.needs.save(need, AT_ONCE)
    return need
