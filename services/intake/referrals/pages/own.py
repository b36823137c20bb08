"""The asker's page: which organisations were asked, and a way to say no to one or to all."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.referrals.model import Decision
from services.intake.referrals.use_cases.own import DecideOnPartners
from shared.contracts.event import known
from shared.web.forms import OwnPage, by_link, go_to, typed_in
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(prefix="/{language}/p/{token}/jarjestot", include_in_schema=False)

AtPartners = Annotated[DecideOnPartners, Depends(use_case(DecideOnPartners))]
UNKNOWN = "requests/unknown_link.html"


@router.get("")
async def show(request: Request, token: str, at: AtPartners, back: OwnPage) -> Response:
    """Say who was asked and what they answered; looking changes nothing."""
    own = by_link(await at.show(token), UNKNOWN)
    done = known(Decision, request.query_params.get("ok", ""))
    return render(request, "referrals/own.html", own=own, back=back, done=done)


@router.post("")
async def decide(request: Request, token: str, at: AtPartners, back: OwnPage) -> Response:
    """Do what they say, and show what follows."""
    decision = known(Decision, (await typed_in(request)).get("do", ""))
    here = f"{back}/jarjestot"
    if decision is None:
        return go_to(here)
    by_link(await at.decide(token, decision), UNKNOWN)
    return go_to(f"{here}?ok={decision}")
