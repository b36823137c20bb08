"""Follow a request by its link: see how it stands, and cancel it."""

from dataclasses import dataclass, field

from services.intake.requests.model import Assignment, Closure, Request
from services.intake.requests.ports import RequestWork
from services.intake.requests.rules.standing import can_reopen, was_asked
from services.intake.requests.rules.steps import Step, step_of
from services.intake.requests.use_cases.settle import SettleRequests
from shared.contracts.words import Helped
from shared.sealing.tokens import token_hash
from shared.work import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands; the helper is there while they help, the code word until its end."""

    request: Request
    helper: Assignment | None
    step: Step | None
    code_word: str = field(repr=False)
    helped: Helped | None = None
    """What they answered after the help."""

    @property
    def may_answer(self) -> bool:
        """Say whether the question after the help is open."""
        return self.request.closure is Closure.COMPLETED and self.helped is None

    @property
    def can_reopen(self) -> bool:
        """Say whether it was reported as done, which may not be so."""
        return can_reopen(self.request.closure)

    @property
    def can_cancel(self) -> bool:
        """Say whether there is anything to cancel."""
        return self.request.closure is None


@dataclass(frozen=True, slots=True)
class FollowRequests:
    """Whoever holds the link to a request may see it and cancel it."""

    store: Store[RequestWork]
    settle: SettleRequests

    async def show_request(self, token: str) -> Standing | None:
        """Say how the request stands; None for an unknown link."""
        async with self.store.begin() as work:
            request = await work.requests.by_link(token_hash(token))
            if request is None:
                return None
            helper = await work.requests.assignment(request.id)
            progress = await work.requests.progress(request.id)
            helped = await work.requests.helped(request.id) if request.closure else None
            # read last: of a helper who changes meanwhile the word is never the former one's
            word = "" if request.closure else await work.requests.code_word(request.id)
        step = step_of(request.state, request.closure, was_asked=was_asked(progress))
        return Standing(request, helper, step, word, helped)

    async def cancel_request(self, token: str) -> bool:
        """Cancel a request that has not ended; False for an unknown link.

        An ended request stays as it is. A volunteer who accepts meanwhile is withdrawn by
        matching when it hears of the cancellation.
        """
        async with self.store.begin() as work:
            found = await work.requests.by_link(token_hash(token))
            request = await work.requests.lock(found.id) if found else None
            if request is None:
                return False
            if request.closure is None:
                await self.settle.close_request(work, request, Closure.CANCELLED)
        return True
