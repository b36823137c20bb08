"""What a volunteer does with a proposal: look, take it, or say no."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from services.matching.needs.model import Need
from services.matching.needs.use_cases import story_of
from services.matching.proposals.events import answered
from services.matching.proposals.model import Match, MatchState, Outcome, Question
from services.matching.proposals.ports import MatchWork
from services.matching.proposals.rules.outcome import outcome_of
from services.matching.proposals.rules.versions import next_of
from services.matching.proposals.use_cases.give_task import GiveTasks
from services.matching.proposals.use_cases.grant_access import (
    GrantAccess,
    locked,
    mail_again,
    unreadable_set_aside,
)
from services.matching.proposals.use_cases.search_again import search_again
from shared.contracts.matching import MatchDeclined
from shared.sealing.tokens import token_hash
from shared.work import Store

Change = Callable[[MatchWork, Need, Match], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class AnswerProposals:
    """Pressing twice is the same as once; None stands for a link that nobody was sent."""

    store: Store[MatchWork]
    access: GrantAccess
    give: GiveTasks

    async def show_proposal(self, token: str) -> Question | None:
        """Show the proposal as it stands; looking commits to nothing."""
        async with self.store.begin() as work:
            asked = await _asked(work, token)
            if asked is None:
                return None
            need = await work.needs.read(asked.request_id)
        outcome = outcome_of(asked, need)
        return Question(
            outcome=outcome, expires_at=asked.expires_at, seen=need.request_version, **need.shown
        )

    async def accept_proposal(self, token: str, seen: int = 0) -> Outcome | None:
        """Take it, if it is still to be had, and still what the page showed: `seen` numbers that.

        A page from before anything was corrected shows the first.

        Raises UnreadableVolunteerError when nobody can write to them; then nothing is taken.
        """

        async def accept(work: MatchWork, need: Need, asked: Match) -> Outcome:
            if seen != need.request_version:
                return Outcome.CORRECTED
            return await self._accept(work, need, asked)

        async with self._set_aside(token):
            return await self._answer(token, accept)

    async def decline_proposal(self, token: str) -> Outcome | None:
        """Say no; the need is due again at once."""
        return await self._answer(token, self._decline)

    async def send_links(self, token: str) -> bool:
        """Mail the links of an accepted task again; False when it must wait or is over.

        Raises UnreadableVolunteerError when nobody can write to them.
        """
        return await mail_again(self.access, self.store, lambda work: _asked(work, token))

    def _set_aside(self, token: str) -> AbstractAsyncContextManager[None]:
        return unreadable_set_aside(self.store, lambda work: _asked(work, token))

    async def _answer(self, token: str, change: Change) -> Outcome | None:
        async with self.store.begin() as work:
            found = await _asked(work, token)
            if found is None:
                return None
            need, asked = await locked(work, found)
            outcome = outcome_of(asked, need)
            return await change(work, need, asked) if outcome is Outcome.OPEN else outcome

    async def _accept(self, work: MatchWork, need: Need, asked: Match) -> Outcome:
        is_given = await self.give.give_task(work, need, asked)
        return Outcome.ACCEPTED if is_given else Outcome.EXPIRED

    async def _decline(self, work: MatchWork, need: Need, asked: Match) -> Outcome:
        ended = next_of(asked)
        await work.waiting.wake(asked.volunteer_id)
        await work.matches.end([ended], MatchState.DECLINED)
        need = await search_again(work, need)
        await work.publish([answered(story_of(need), need, ended, MatchDeclined)])
        return Outcome.DECLINED


async def _asked(work: MatchWork, token: str) -> Match | None:
    return await work.matches.by_proposal(token_hash(token))
