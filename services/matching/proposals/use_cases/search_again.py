"""A need that still wants a helper is due again."""

from dataclasses import replace

from services.matching.needs.model import Need, NeedState
from services.matching.proposals.ports import SearchingWork
from services.matching.proposals.rules.next_step import AT_ONCE


async def search_again(work: SearchingWork, need: Need) -> None:
    """Let a locked need be looked at as soon as this transaction is over."""
    still_asked = await work.matches.live(need.request_id)
    state = NeedState.PROPOSED if still_asked else NeedState.OPEN
    await work.needs.save(replace(need, state=state, reason=None), AT_ONCE)
