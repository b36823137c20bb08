"""The proposal page: look, take it, or say no."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from services.matching.domain.accepting import Outcome, outcome_of
from services.matching.domain.model import Match, Need
from services.matching.domain.words import MatchState, NeedState
from services.matching.handlers.announcing import About, next_of
from services.matching.handlers.granting import Granting
from services.matching.handlers.searching import search_on
from services.matching.handlers.withdrawing import Withdrawing
from services.matching.handlers.writing import Template
from services.matching.ports.proposals import MatchWork
from shared.contracts.matching import MatchDeclined, VolunteerMatched
from shared.contracts.words import Category, Urgency, WithdrawalReason
from shared.sealing.tokens import token_hash
from shared.work import Store

Change = Callable[[MatchWork, Need, Match], Awaitable[Outcome]]


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

    store: Store[MatchWork]
    granting: Granting
    withdrawing: Withdrawing

    async def look(self, token: str) -> Question | None:
        """Show the proposal as it stands; looking commits to nothing."""
        async with self.store.begin() as work:
            asked = await work.matches.by_proposal(token_hash(token))
            if asked is None:
                return None
            need = await work.needs.read(asked.request_id)
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
        """Say no; the need is due again at once."""
        return await self._answer(token, self._decline)

    async def send_link(self, token: str) -> bool:
        """Mail the links of an accepted task again; False when it must wait or is over."""
        async with self.store.begin() as work:
            found = await work.matches.by_proposal(token_hash(token))
            if found is None:
                return False
            need = await work.needs.lock(found.request_id)
            match = await work.matches.read(found.id)
            return await self.granting.grant(work, About(need), match)

    async def _answer(self, token: str, change: Change) -> Outcome | None:
        async with self.store.begin() as work:
            found = await work.matches.by_proposal(token_hash(token))
            if found is None:
                return None
            need = await work.needs.lock(found.request_id)
            asked = await work.matches.read(found.id)
            outcome = outcome_of(asked, need)
            return await change(work, need, asked) if outcome is Outcome.OPEN else outcome

    async def _accept(self, work: MatchWork, need: Need, asked: Match) -> Outcome:
        taken = next_of(asked)
        if not await work.matches.accept(taken):
            return Outcome.EXPIRED
        await work.needs.save(replace(need, state=NeedState.ASSIGNED))
        about = About(need)
        await work.publish([about.answered(taken, VolunteerMatched)])
        await self.granting.grant(work, about, taken)
        others = [each for each in await work.matches.live(need.request_id) if each.id != taken.id]
        why = WithdrawalReason.FILLED, Template.PROPOSAL_FILLED
        await self.withdrawing.withdraw(work, about, others, why)
        return Outcome.ACCEPTED

    async def _decline(self, work: MatchWork, need: Need, asked: Match) -> Outcome:
        ended = next_of(asked)
        await work.waiting.wake(asked.volunteer_id)
        await work.matches.end([ended], MatchState.DECLINED)
        await work.publish([About(need).answered(ended, MatchDeclined)])
        await search_on(work, need)
        return Outcome.DECLINED
