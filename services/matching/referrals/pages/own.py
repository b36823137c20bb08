"""An organisation's referrals: all of them, and what its members do with one."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.matching.partners.model import OrganisationId
from services.matching.referrals.model import HELPING, ReferralId, Shown, Step
from services.matching.referrals.pages.shown import code_in, is_unsaid, referral_page
from services.matching.referrals.rules.machine import after
from services.matching.referrals.use_cases.answer import OF_MEMBERS, AnswerReferrals
from services.matching.referrals.use_cases.move import Move
from shared.contracts.event import known
from shared.web.forms import Problem, go_to, typed_in
from shared.web.language import IN_ITS_LANGUAGE, language_of
from shared.web.pages import address, catalogues_of, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.wording import Wording, name_of

router = APIRouter(
    prefix="/{language}/kumppani/{organisation_id}/ohjaukset",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)

AtReferrals = Annotated[AnswerReferrals, Depends(use_case(AnswerReferrals))]


async def own_referral(organisation_id: UUID, referral_id: UUID, at: AtReferrals) -> Shown:
    """Give one of the organisation's; another's is not there."""
    shown = await at.show_one(OrganisationId(organisation_id), ReferralId(referral_id))
    if shown is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return shown


Own = Annotated[Shown, Depends(own_referral)]


@router.get("")
async def show_all(request: Request, organisation_id: UUID, at: AtReferrals) -> Response:
    """List what is open, by deadline, and then what is over."""
    language = language_of(request)
    return render(
        request,
        "referrals/own.html",
        listed=await at.show_list(OrganisationId(organisation_id)),
        organisation_id=organisation_id,
        town=lambda code: name_of(code, language),
        say=Wording(catalogues_of(request), language).code,
    )


@router.get("/{referral_id}")
async def show_one(request: Request, shown: Own) -> Response:
    """Show one with what can be done with it now."""
    return _page(request, shown)


@router.post("/{referral_id}")
async def do(request: Request, shown: Own, at: AtReferrals) -> Response:
    """Do what was pressed; who comes too late reads how it stands by now."""
    typed, referral = await typed_in(request), shown.referral
    step = known(Step, typed.get("step", ""))
    if step not in OF_MEMBERS:
        return go_to(_here(request, shown))
    code = code_in(step, typed)
    if is_unsaid(step, code):
        return _page(request, shown, Problem(f"code-{step}", "problem.code.missing"))
    what = Move(step, code, staff_of(request).staff_id)
    is_done = await at.answer(referral.organisation_id, referral.id, what)
    return go_to(f"{_here(request, shown)}?{'tehty' if is_done else 'myohassa'}")


def _page(request: Request, shown: Shown, *problems: Problem) -> Response:
    state = shown.referral.state
    return referral_page(
        request,
        "own_one",
        shown,
        problems,
        here=_here(request, shown),
        steps=[step for step in OF_MEMBERS if after(state, step) is not None],
        is_helping=state in HELPING,
        is_late="myohassa" in request.query_params,
    )


def _here(request: Request, shown: Shown) -> str:
    ids = {
        "organisation_id": shown.referral.organisation_id,
        "referral_id": shown.referral.id,
    }
    return address(request, "own_referral", **ids)
