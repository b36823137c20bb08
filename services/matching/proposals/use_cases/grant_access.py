"""The link to the contact data and the task: announced as a hash, mailed to the volunteer alone.

Both pages know it by the same token, so that each leads to the other (docs/decisions/0038).
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from services.matching.needs.model import Need
from services.matching.needs.use_cases import story_of
from services.matching.proposals.events import access_issued
from services.matching.proposals.letters import ACCESS_LIFE, ProposalLetters
from services.matching.proposals.model import Match
from services.matching.proposals.ports import GrantingWork, MatchWork
from services.matching.proposals.rules.versions import next_of
from services.matching.volunteers.ports import UnreadableVolunteerError
from shared.chance import Chance
from shared.sealing.tokens import token_hash
from shared.work import Store

Whose = Callable[[MatchWork], Awaitable[Match | None]]
"""Finds the match of whom it is about."""


@dataclass(frozen=True, slots=True)
class GrantAccess:
    """Issues links, not twice a minute and not without end; both by the network's clock."""

    letters: ProposalLetters
    now: Callable[[], datetime]
    chance: Chance

    async def grant_access(self, work: GrantingWork, need: Need, match: Match) -> bool:
        """Issue a link for an accepted match; False when it must wait."""
        if not await work.matches.allow_access(match.id):
            return False
        token, issued = self.chance.new_token(), next_of(match)
        await work.matches.count_event(issued)
        await work.matches.add_task_link(match.id, token_hash(token))
        expires_at = self.now() + ACCESS_LIFE
        said = access_issued(story_of(need), issued, token_hash(token), expires_at)
        letter = await self.letters.accepted(work, need, match, token)
        await work.publish([said, letter])
        return True


async def locked(work: MatchWork, found: Match) -> tuple[Need, Match]:
    """Lock the need first, then read the match as it is now."""
    need = await work.needs.lock(found.request_id)
    return need, await work.matches.read(found.id)


async def mail_again(access: GrantAccess, store: Store[MatchWork], whose: Whose) -> bool:
    """Mail a link again; False when it must wait, or nobody has the task any more.

    Raises UnreadableVolunteerError when nobody can write to them.
    """
    async with unreadable_set_aside(store, whose), store.begin() as work:
        found = await whose(work)
        return await access.grant_access(work, *await locked(work, found)) if found else False


@asynccontextmanager
async def unreadable_set_aside(store: Store[MatchWork], whose: Whose) -> AsyncIterator[None]:
    """Set the volunteer of a match aside when their contact data does not open, and raise on.

    What was begun inside is rolled back; that somebody must look is kept.
    """
    try:
        yield
    except UnreadableVolunteerError as error:
        async with store.begin() as work:
            if match := await whose(work):
                await work.volunteers.set_aside(match.volunteer_id, error.kind)
        raise
