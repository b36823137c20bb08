"""Bring a request up to what is known of it: state, assignment, and what people are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.intake.attention.model import AttentionReason
from services.intake.requests.events import closing
from services.intake.requests.letters import RequestLetters
from services.intake.requests.model import (
    Assignment,
    Closure,
    MatchId,
    Progress,
    Request,
    State,
    Template,
)
from services.intake.requests.ports import Draws, RequestWork, WithRequests
from services.intake.requests.rules.code_words import words_left
from services.intake.requests.rules.safe_ways import is_written_to_helped
from services.intake.requests.rules.standing import completed_match, helper_of, is_done, state_of

_LETTER_AT_END: Final[Mapping[Closure, Template]] = {
    Closure.CANCELLED: Template.CANCELLED,
    Closure.COMPLETED: Template.COMPLETED,
}


@dataclass(frozen=True, slots=True)
class SettleRequests:
    """The last step of whatever changes a request, in the transaction of that change."""

    letters: RequestLetters
    chance: Draws

    async def settle_request(
        self, work: RequestWork, request: Request, progress: Progress, cause: UUID
    ) -> None:
        """Store what follows from all that matching said, where that differs from what is stored.

        A closed request stays as it is.
        """
        if request.closure is not None:
            return
        done = completed_match(progress)
        if done is not None:
            await self._keep_helper(work, request, progress, done)
            await self.close_request(work, request, Closure.COMPLETED, done, cause)
            return
        if is_done(progress):
            await self.close_request(work, request, Closure.COMPLETED, None, cause)
            return
        await self._change_helper(work, request, progress, cause)
        state = state_of(progress)
        if state is not request.state:
            await work.requests.save_standing(request.id, request.version, state, None)

    async def close_request(
        self,
        work: RequestWork,
        request: Request,
        closure: Closure,
        match_id: MatchId | None = None,
        cause: UUID | None = None,
    ) -> None:
        """End the request: the contact page shuts in the same transaction.

        Of one that was held nobody was told, so nobody is told of its end, nor written to.
        """
        if request.is_held:
            await work.requests.save_standing(request.id, 0, State.CLOSED, closure)
            return
        await work.requests.close_assignment(request.id)
        said = closing(request, closure, match_id, cause)
        await work.requests.save_standing(request.id, said[-1].version, State.CLOSED, closure)
        await work.publish(said)
        template = _LETTER_AT_END.get(closure)
        if template is not None:
            await work.publish(await self.letters.news(work, template, request, cause))

    async def change_code_word(self, work: WithRequests, request: Request) -> str:
        """Draw a word that no helper of this request has seen; whoever helped knows one."""
        known = {
            await work.requests.code_word(request.id),
            *await work.requests.code_words_used(request.id),
        }
        words = words_left(self.chance.code_words(request.language), known)
        word = words[self.chance.below(len(words))]
        await work.requests.save_code_word(request.id, word)
        return word

    async def _change_helper(
        self, work: RequestWork, request: Request, progress: Progress, cause: UUID
    ) -> None:
        helper, current = helper_of(progress), await work.requests.assignment(request.id)
        if helper == (current.match_id if current else None):
            return
        if current is not None:
            await work.requests.close_assignment(request.id)
            await self.change_code_word(work, request)
        if helper is None and not (await work.requests.asked(request.id)).volunteer_allowed:
            return  # no other helper is searched for: a person was called when that was said
        template = Template.REOPENED
        if helper is not None:
            template = Template.MATCHED
            await self._open_assignment(work, request, progress, helper)
        await work.publish(await self.letters.news(work, template, request, cause))
        if not is_written_to_helped(await work.requests.reach_points(request.id)):
            # anew: who is being told the former helper's word must hear the next one too
            await work.attention.call_anew(request.id, AttentionReason.TELL_CODE_WORD)

    async def _keep_helper(
        self, work: RequestWork, request: Request, progress: Progress, done: MatchId
    ) -> None:
        """Keep who helped also when it is heard before that they would."""
        current = await work.requests.assignment(request.id)
        if current is None or current.match_id != done:
            await work.requests.close_assignment(request.id)
            await self._open_assignment(work, request, progress, done)

    async def _open_assignment(
        self, work: RequestWork, request: Request, progress: Progress, helper: MatchId
    ) -> None:
        word = await work.requests.code_word(request.id)
        if not word or word in await work.requests.code_words_used(request.id):
            word = await self.change_code_word(work, request)
        volunteer_id = progress.proposals[helper].volunteer_id
        assignment = Assignment(helper, word)
        await work.requests.open_assignment(request.id, assignment, volunteer_id)
