"""What the link in a member's letter opens: one question, answered by one press."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from services.matching.referrals.model import Shown, Step
from services.matching.referrals.pages.shown import code_in, is_unsaid, referral_page
from services.matching.referrals.use_cases.answer import BY_LINK, AnswerReferrals
from shared.contracts.event import known
from shared.web.forms import OwnPage, Problem, by_link, go_to, typed_in
from shared.web.use_cases import use_case

router = APIRouter(prefix="/{language}/ohjaus/{token}", include_in_schema=False)

AtReferrals = Annotated[AnswerReferrals, Depends(use_case(AnswerReferrals))]
UNKNOWN: Final = "referrals/unknown_link.html"


async def asked(token: str, at: AtReferrals) -> Shown:
    """Give what the link leads to."""
    return by_link(await at.show_by_link(token), UNKNOWN)


Asked = Annotated[Shown, Depends(asked)]


@router.get("")
async def show(request: Request, shown: Asked, here: OwnPage) -> Response:
    """Show line, town, urgency and deadline; opening it, also by a scanner, changes nothing."""
    return referral_page(request, "asked", shown, here=here)


@router.post("")
async def answer(
    request: Request, token: str, shown: Asked, at: AtReferrals, here: OwnPage
) -> Response:
    """Accept, or decline and say why; the page then says how it stands."""
    typed = await typed_in(request)
    step = known(Step, typed.get("step", ""))
    if step not in BY_LINK:
        return go_to(here)
    code = code_in(step, typed)
    if is_unsaid(step, code):
        problem = Problem("code-decline", "problem.code.missing")
        return referral_page(request, "asked", shown, (problem,), here=here)
    by_link(await at.answer_by_link(token, step, code) is not None, UNKNOWN)
    return go_to(here)
