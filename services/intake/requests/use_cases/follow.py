"""Follow a request by its link: see how it stands, and cancel it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from services.intake.requests.model import Assignment, Closure, Promise, Request, State
from services.intake.requests.ports import RequestWork
from services.intake.requests.rules.promises import AWAITED, Promises
from services.intake.requests.rules.standing import can_reopen, was_asked
from services.intake.requests.rules.steps import Care, Step, step_of, steps_of
from services.intake.requests.use_cases.links import linked, lock_linked
from services.intake.requests.use_cases.settle import SettleRequests
from shared.contracts.words import Helped
from shared.work import Store

_AS_EVER: Final = (
    *(State.HELD, State.ESCALATED, State.REFERRED, State.ACCEPTED, State.IN_PROGRESS),
    *Closure,
)
_BY_STAFF: Final[Mapping[str, str]] = {
    **{stands: stands for stands in _AS_EVER},
    Closure.COMPLETED: "staff_completed",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands; the helper is there while they help, the code word until its end."""

    request: Request
    helper: Assignment | None
    step: Step | None
    code_word: str = field(repr=False)
    helped: Helped | None = None
    """What they answered after the help."""
    care: Care = field(default_factory=Care)
    promise: Promise | None = None
    """By when they hear from us; None where they heard, or nothing is promised."""
    is_late: bool = False
    """That time is over, and they did not hear."""
    has_other_word: bool = False
    """Somebody who was to help before knows another word, which holds no more."""
    parts: Sequence[str] = ()
    """References of what was split off from it: each is a request of its own."""

    @property
    def steps(self) -> Sequence[Step]:
        """Give the steps in order, as they are of this request."""
        return steps_of(self.care)

    @property
    def stands(self) -> str:
        """Name what its page says: of what only staff see to no helper is searched for."""
        stands = self.request.closure or self.request.state
        return _BY_STAFF.get(stands, "staff") if self.care.by_staff else stands

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
    promises: Promises

    async def show_request(self, token: str) -> Standing | None:
        """Say how the request stands; None for an unknown link."""
        async with self.store.begin() as work:
            request = await linked(work, token)
            if request is None:
                return None
            helper = await work.requests.assignment(request.id)
            progress = await work.requests.progress(request.id)
            helped = await work.requests.helped(request.id) if request.closure else None
            care = await work.requests.care(request.id)
            promise = await self._promise(work, request)
            parts = await work.requests.parts(request.id)
            # read last: of a helper who changes meanwhile the word is never the former one's
            word, is_other = await _word_of(work, request)
        step = step_of(request.state, request.closure, care, was_asked=was_asked(progress))
        is_late = promise is not None and self.promises.is_missed(promise)
        return Standing(
            *(request, helper, step, word, helped, care, promise, is_late, is_other), parts
        )

    async def _promise(self, work: RequestWork, request: Request) -> Promise | None:
        is_awaited = request.state in AWAITED
        return await work.requests.promise(request.id) if is_awaited else None

    async def cancel_request(self, token: str) -> bool:
        """Cancel a request that has not ended; False for an unknown link.

        An ended request stays as it is. Whoever was to call them does not, but in danger. A
        volunteer who accepts meanwhile is withdrawn by matching when it hears of the cancellation.
        """
        async with self.store.begin() as work:
            request = await lock_linked(work, token)
            if request is None:
                return False
            if request.closure is None:
                await self.settle.close_request(work, request, Closure.CANCELLED)
                await work.attention.call_off(request.id)
        return True


async def _word_of(work: RequestWork, request: Request) -> tuple[str, bool]:
    """Give the word of now, and whether there was another."""
    if request.closure is not None:
        return "", False
    word = await work.requests.code_word(request.id)
    return word, bool({*await work.requests.code_words_used(request.id)} - {word})
