"""The proposal page: look, take it, or say no."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from services.matching.domain.accepting import Outcome, outcome_of
from services.matching.domain.model import Match, Need
from services.matching.domain.words import Category, MatchState, NeedState, Urgency
from services.matching.handlers.announcing import About, next_of
from services.matching.handlers.granting import Granting
from services.matching.handlers.needing import WOKEN
from services.matching.handlers.proposing import Proposing
from services.matching.ports import Store, Work
from shared.contracts.matching import MatchDeclined, VolunteerMatched
from shared.sealing.tokens import token_hash

Change = Callable[[Work, Need, Match], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Question:
    """What the page may show: kind and area, nothing closer."""

    outcome: Outcome
    category: Category | None
    urgency: Urgency
    municipality: str
    postal_code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Answering:
    """Pressing twice is the same as once; None stands for a link that nobody was sent."""

    store: Store
    proposing: Proposing
    granting: Granting

    async def look(self, token: str) -> Question | None:
        """Show the proposal as it stands; looking commits to nothing."""
        async with self.store.begin() as work:
            asked = await work.match_by_proposal(token_hash(token))
            if asked is None:
                return None
            need = await work.need(asked.request_id)
        return Question(
            outcome=outcome_of(asked, need),
            category=need.category,
            urgency=need.urgency,
            municipality=need.municipality,
            postal_code=need.postal_code,
            expires_at=asked.expires_at,
        )

    async def accept(self, token: str) -> Outcome | None:
        """Take it, if it is still to be had."""
        return await self._answer(token, self._accept)

    async def decline(self, token: str) -> Outcome | None:
        """Say no; the next volunteer is asked in the same transaction."""
        return await self._answer(token, self._decline)

    async def send_link(self, token: str) -> bool:
        """Mail the links of an accepted task again; False when it must wait or is over."""
        async with self.store.begin() as work:
            found = await work.match_by_proposal(token_hash(token))
            if found is None:
                return False
            need = await work.lock_need(found.request_id)
            match = await work.match(found.id)
            return await self.granting.grant(work, About(need), match)

    async def _answer(self, token: str, change: Change) -> Outcome | None:
        async with self.store.begin() as work:
            found = await work.match_by_proposal(token_hash(token))
            if found is None:
                return None
            need = await work.lock_need(found.request_id)
            asked = await work.match(found.id)
            outcome = outcome_of(asked, need)
            return await change(work, need, asked) if outcome is Outcome.OPEN else outcome

    async def _accept(self, work: Work, need: Need, asked: Match) -> Outcome:
        taken = next_of(asked)
        if not await work.accept(taken):
            return Outcome.EXPIRED
        await work.save_need(replace(need, state=NeedState.ASSIGNED))
        about = About(need)
        await work.publish([about.answered(taken, VolunteerMatched)])
        await self.granting.grant(work, about, taken)
        return Outcome.ACCEPTED

    async def _decline(self, work: Work, need: Need, asked: Match) -> Outcome:
        ended = next_of(asked)
        await work.end_match(ended, MatchState.DECLINED)
        await work.publish([About(need).answered(ended, MatchDeclined)])
        await work.wake_needs(asked.volunteer_id, WOKEN)
        await self.proposing.look(work, replace(need, state=NeedState.OPEN), None)
        return Outcome.DECLINED
