"""Ask the next volunteer, or hand the need to a coordinator."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from services.matching.domain.choosing import choose_volunteer, is_for_volunteers
from services.matching.domain.model import Candidate, MatchId, Need
from services.matching.domain.proposing import Ask, HandOver, may_ask, next_step
from services.matching.domain.words import NeedState
from services.matching.handlers.announcing import About
from services.matching.handlers.writing import Letters
from services.matching.ports import Chance, NewMatch, Work
from shared.sealing.tokens import token_hash

FIRST_FEW: Final = 20
"""Enough to choose from; all of them are read only to count why nobody is able."""


@dataclass(frozen=True, slots=True)
class Proposing:
    """One proposal at a time; choosing is done alone, so that no limit is passed by two."""

    letters: Letters
    chance: Chance

    async def look(self, work: Work, need: Need, cause: UUID | None) -> None:
        """Take a locked need one step further in the caller's transaction."""
        if not may_ask(need):
            return
        history = await work.history(need.request_id)
        if is_for_volunteers(need):
            await work.alone()
        step = next_step(need, await _candidates(work, need), history)
        match step:
            case Ask():
                await self._ask(work, need, step, cause)
            case HandOver():
                await _hand_over(work, need, step, cause)

    async def _ask(self, work: Work, need: Need, step: Ask, cause: UUID | None) -> None:
        token = self.chance.new_token()
        new = NewMatch(
            id=MatchId(self.chance.new_id()),
            request_id=need.request_id,
            volunteer_id=step.volunteer_id,
            attempt=step.attempt,
            lifetime=step.lifetime,
            token_hash=token_hash(token),
        )
        proposal = await work.propose(new)
        await work.save_need(replace(need, state=NeedState.PROPOSED, reason=None))
        about = About(need, cause)
        letter = await self.letters.proposal(work, about, proposal, token)
        await work.publish([about.proposed(proposal, step.attempt), letter])


async def _candidates(work: Work, need: Need) -> list[Candidate]:
    if not is_for_volunteers(need):
        return []
    few = await work.able(need, FIRST_FEW)
    if choose_volunteer(need, few) is not None:
        return list(few)
    return list(await work.candidates(need))


async def _hand_over(work: Work, need: Need, step: HandOver, cause: UUID | None) -> None:
    """Say it once: a second look that finds nobody changes nothing."""
    if need.state is NeedState.UNMATCHED:
        await work.save_need(need, step.look_again)
        return
    handed = replace(need, state=NeedState.UNMATCHED, reason=step.reason, version=need.version + 1)
    await work.save_need(handed, step.look_again)
    await work.publish([About(handed, cause).unmatched(step)])
