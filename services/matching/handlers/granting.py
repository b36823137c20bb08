"""The one-time link to the contact data: announced as a hash, mailed to the volunteer alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.matching.domain.model import Match
from services.matching.handlers.announcing import About, next_of
from services.matching.handlers.writing import ACCESS_LIFE, Letters
from services.matching.ports.proposals import WithMatches
from services.matching.ports.volunteers import WithVolunteers
from shared.chance import Chance
from shared.contracts.matching import MatchAccessIssued
from shared.sealing.tokens import token_hash
from shared.work import Publishes


class GrantingWork(WithMatches, WithVolunteers, Publishes, Protocol):
    """What issuing a link needs of a transaction."""


@dataclass(frozen=True, slots=True)
class Granting:
    """Issues links, not twice a minute and not without end."""

    letters: Letters
    now: Callable[[], datetime]
    chance: Chance

    async def grant(self, work: GrantingWork, about: About, match: Match) -> bool:
        """Issue a link for an accepted match; False when it must wait."""
        if not await work.matches.allow_access(match.id):
            return False
        contact_token, task_token = self.chance.new_token(), self.chance.new_token()
        issued = next_of(match)
        await work.matches.count_event(issued)
        await work.matches.add_task_link(match.id, token_hash(task_token))
        data = MatchAccessIssued(
            match_id=match.id,
            request_id=match.request_id,
            volunteer_id=match.volunteer_id,
            token_hash=token_hash(contact_token),
            expires_at=self.now() + ACCESS_LIFE,
        )
        letter = await self.letters.accepted(work, about, match, (contact_token, task_token))
        await work.publish([about.say_of(issued, data), letter])
        return True
