"""A need that still wants a helper is due again."""

from dataclasses import replace
from typing import Protocol

from services.matching.domain.model import Need
from services.matching.domain.proposing import AT_ONCE
from services.matching.domain.words import NeedState
from services.matching.ports.needs import WithNeeds
from services.matching.ports.proposals import WithMatches


class SearchingWork(WithMatches, WithNeeds, Protocol):
    """What searching on needs of a transaction."""


async def search_on(work: SearchingWork, need: Need) -> None:
    """Let a locked need be looked at as soon as this transaction is over."""
    still_asked = await work.matches.live(need.request_id)
    state = NeedState.PROPOSED if still_asked else NeedState.OPEN
    await work.needs.save(replace(need, state=state, reason=None), AT_ONCE)
