"""The task page: a new link, done, or cannot after all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from services.matching.domain.model import Match, Need
from services.matching.domain.words import MatchState, NeedState
from services.matching.handlers.announcing import About, next_of
from services.matching.handlers.granting import Granting
from services.matching.handlers.searching import search_on
from services.matching.handlers.writing import Letters
from services.matching.ports.proposals import MatchWork
from shared.chance import Chance
from shared.contracts.words import Category, Urgency, WithdrawalReason
from shared.sealing.tokens import token_hash
from shared.work import Store

HELSINKI: Final = ZoneInfo("Europe/Helsinki")


@dataclass(frozen=True, slots=True)
class Task:
    """What the page may show of an assignment."""

    state: MatchState
    category: Category | None
    urgency: Urgency
    municipality: str
    postal_code: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Assigning:
    """What was done stays done; False says that nothing changed, for whatever reason."""

    store: Store[MatchWork]
    granting: Granting
    letters: Letters
    now: Callable[[], datetime]
    chance: Chance

    async def look(self, token: str) -> Task | None:
        """Show the assignment as it stands; None for a link that nobody was sent."""
        async with self.store.begin() as work:
            match = await work.matches.by_task(token_hash(token))
            if match is None:
                return None
            need = await work.needs.read(match.request_id)
        return Task(
            state=match.state,
            category=need.category,
            urgency=need.urgency,
            municipality=need.municipality,
            postal_code=need.postal_code,
            minutes=match.minutes,
        )

    async def send_link(self, token: str) -> bool:
        """Mail a new link to the contact data; False when it must wait or the task is over."""
        async with self.store.begin() as work:
            found = await _live(work, token)
            if found is None:
                return False
            need, match = found
            return await self.granting.grant(work, About(need), match)

    async def complete(self, token: str, minutes: int) -> bool:
        """Note the help as given, exactly once."""
        async with self.store.begin() as work:
            found = await _live(work, token)
            if found is None:
                return False
            need, match = found
            done, about = next_of(match), About(need)
            await work.waiting.wake(match.volunteer_id)
            await work.matches.end([next_of(done)], MatchState.COMPLETED, minutes)
            await work.needs.save(replace(need, state=NeedState.CLOSED))
            today = self.now().astimezone(HELSINKI).date()
            told = about.completed(done, minutes, self.chance.new_id(), today)
            thanks = await self.letters.thanks(work, about, match, minutes)
            await work.publish([*told, thanks])
        return True

    async def give_up(self, token: str) -> bool:
        """Give the task back; the need is due again at once."""
        async with self.store.begin() as work:
            found = await _live(work, token)
            if found is None:
                return False
            need, match = found
            ended = next_of(match)
            await work.matches.end([ended], MatchState.WITHDRAWN)
            told = About(need).withdrawn(ended, WithdrawalReason.VOLUNTEER_UNABLE)
            await work.publish([told])
            await search_on(work, need)
        return True


async def _live(work: MatchWork, token: str) -> tuple[Need, Match] | None:
    """Lock the need first, then read the match as it is now."""
    found = await work.matches.by_task(token_hash(token))
    if found is None:
        return None
    need = await work.needs.lock(found.request_id)
    match = await work.matches.read(found.id)
    return (need, match) if match.state is MatchState.ACCEPTED else None
