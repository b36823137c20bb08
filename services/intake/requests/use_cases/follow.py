"""Follow a request by its link: see how it stands, and cancel it."""

from dataclasses import dataclass, field

from services.intake.requests.model import Assignment, Closure, Request
from services.intake.requests.ports import RequestWork
from services.intake.requests.rules.steps import Step, step_of
from services.intake.requests.use_cases.settle import SettleRequests
from shared.sealing.tokens import token_hash
from shared.work import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands; the helper is there while they help, the code word until its end."""

    request: Request
    helper: Assignment | None
    step: Step | None
    code_word: str = field(repr=False)

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
            asked = (await work.requests.progress(request.id)).proposals
            # read last: of a helper who changes meanwhile the word is never the former one's
            word = "" if request.closure else await work.requests.code_word(request.id)
        step = step_of(request.state, request.closure, was_asked=bool(asked))
        return Standing(request, helper, step, word)

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
