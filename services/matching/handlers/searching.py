"""A need that still wants a helper is due again."""

from dataclasses import replace

from services.matching.domain.model import Need
from services.matching.domain.proposing import AT_ONCE
from services.matching.domain.words import NeedState
from services.matching.ports import Work


async def search_on(work: Work, need: Need) -> None:
    """Let a locked need be looked at as soon as this transaction is over."""
    still_asked = await work.live_matches(need.request_id)
    state = NeedState.PROPOSED if still_asked else NeedState.OPEN
    await work.save_need(replace(need, state=state, reason=None), AT_ONCE)
