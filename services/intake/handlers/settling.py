"""Bring a request up to what is known of it: state, assignment, and what people are told."""

from dataclasses import dataclass
from uuid import UUID

from services.intake.domain.code_words import WORDS
from services.intake.domain.model import Assignment, MatchId, Request
from services.intake.domain.progressing import Progress, completed_match, helper_of, state_of
from services.intake.domain.words import Closure, State
from services.intake.handlers.announcing import closing
from services.intake.handlers.writing import Letters, Template
from services.intake.ports import Draws
from services.intake.ports.requests import RequestWork


@dataclass(frozen=True, slots=True)
class Settling:
    """The last step of every reaction; what is settled already is left alone."""

    letters: Letters
    chance: Draws

    async def settle(
        self, work: RequestWork, request: Request, progress: Progress, cause: UUID
    ) -> None:
        """Compare what is stored with what follows from all that matching said."""
        if request.closure is not None:
            return
        done = completed_match(progress)
        if done is not None:
            await self.close(work, request, Closure.COMPLETED, done, cause)
            return
        await self._change_helper(work, request, progress, cause)
        state = state_of(progress)
        if state is not request.state:
            await work.requests.save_standing(request.id, request.version, state, None)

    async def close(
        self,
        work: RequestWork,
        request: Request,
        closure: Closure,
        match_id: MatchId | None = None,
        cause: UUID | None = None,
    ) -> None:
        """End the request: the contact page shuts in the same transaction."""
        await work.requests.close_assignment(request.id)
        said = closing(request, closure, match_id, cause)
        await work.requests.save_standing(request.id, said[-1].version, State.CLOSED, closure)
        await work.publish(said)
        if closure is Closure.CANCELLED:
            await work.publish(await self.letters.news(work, Template.CANCELLED, request, cause))

    async def _change_helper(
        self, work: RequestWork, request: Request, progress: Progress, cause: UUID
    ) -> None:
        helper, current = helper_of(progress), await work.requests.assignment(request.id)
        if helper == (current.match_id if current else None):
            return
        await work.requests.close_assignment(request.id)
        template = Template.REOPENED
        if helper is not None:
            template = Template.MATCHED
            words = WORDS[request.language]
            assignment = Assignment(helper, words[self.chance.below(len(words))])
            volunteer_id = progress.proposals[helper].volunteer_id
            await work.requests.open_assignment(request.id, assignment, volunteer_id)
        await work.publish(await self.letters.news(work, template, request, cause))
