"""Ask once more by one's own link: for the same as last time, or for something else beside."""

from dataclasses import dataclass
from typing import Final

from services.intake.request_form.model import FormKey
from services.intake.request_form.ports import AgainWork
from services.intake.request_form.rules import as_before, filled_again, filled_beside
from services.intake.request_form.use_cases.fill_in import FillInForm
from services.intake.request_form.use_cases.same_helper import may_help_again
from services.intake.requests.model import Closure, Promise, Request
from services.intake.requests.use_cases.links import linked
from services.intake.submissions.model import Plea
from shared.work import Store

AGAIN: Final = frozenset({Closure.COMPLETED, Closure.CANCELLED})
"""How a request ended after which the same may be asked once more."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be asked for once more."""

    same_helper: bool
    """Whoever helped would be asked first."""


@dataclass(frozen=True, slots=True)
class AskAgain:
    """Whoever holds the link of a request that is over may ask for the same once more."""

    store: Store[AgainWork]
    form: FillInForm
    """Keeps what is filled in as a draft like any other."""

    async def offer(self, token: str) -> Offer | None:
        """Say what is offered; None where the link leads to no request that is over."""
        async with self.store.begin() as work:
            request = await linked(work, token)
            if request is None or request.closure not in AGAIN:
                return None
            return Offer(await may_help_again(work, request))

    async def start(self, token: str, browser: str | None) -> FormKey | None:
        """Start a form with the answers of last time; None where the link leads to none.

        Which request it was is known to the draft alone, so nobody can name another person's.
        """
        async with self.store.begin() as work:
            request = await linked(work, token)
            if request is None or request.closure not in AGAIN:
                return None
            answers = filled_again(await plea_of(work, request))
            if await may_help_again(work, request):
                answers = {**answers, **as_before(request.id)}
        return await self.form.start_draft(browser, answers)


@dataclass(frozen=True, slots=True)
class AskBeside:
    """Whoever holds the link of a request that is open may ask for something else beside."""

    store: Store[AgainWork]
    form: FillInForm

    async def can_ask(self, token: str) -> bool:
        """Say whether the link leads to a request that is open."""
        async with self.store.begin() as work:
            request = await linked(work, token)
        return request is not None and request.closure is None

    async def start(self, token: str, browser: str | None) -> FormKey | None:
        """Start a form without a need; None where the link leads to no request that is open."""
        async with self.store.begin() as work:
            request = await linked(work, token)
            if request is None or request.closure is not None:
                return None
            answers = filled_beside(await plea_of(work, request))
        return await self.form.start_draft(browser, answers)


async def plea_of(work: AgainWork, request: Request) -> Plea:
    """Read what somebody asked for."""
    contact = await work.requests.contact(request.id)
    points = await work.requests.reach_points(request.id)
    nothing = Promise(request.created_at, request.created_at)
    return (await work.submissions.read_new(request, contact, points, nothing)).plea
