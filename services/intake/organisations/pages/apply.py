"""The page on which an organisation asks to become a partner."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.intake.organisations.use_cases.apply import ApplyAsPartner, TooManyError
from shared.contracts.words import Language
from shared.web.forms import SWITCH, Problem, go_to, status_for, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/kumppaniksi", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)
AtApplying = Annotated[ApplyAsPartner, Depends(use_case(ApplyAsPartner))]


@router.get("")
async def ask(request: Request, at: AtApplying) -> Response:
    """Show the form."""
    return _form(request, at, {})


@router.post("")
async def apply(request: Request, language: Language, at: AtApplying) -> Response:
    """Keep it, or say what is to be mended."""
    typed = await typed_in(request)
    if SWITCH in typed:
        return _form(request, at, typed)
    try:
        refused = await at.apply(typed, typed.get("form", ""), language)
    except TooManyError:
        raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS) from None
    problems = [Problem(each.field, f"problem.apply_{each.field}.{each.code}") for each in refused]
    if problems:
        return _form(request, at, typed, *problems)
    return go_to(f"/{language}/kumppaniksi/kiitos")


@router.get("/kiitos")
async def thank(request: Request) -> Response:
    """Say what happens now."""
    return render(request, "organisations/applied.html")


def _form(
    request: Request, at: ApplyAsPartner, typed: Mapping[str, str], *problems: Problem
) -> Response:
    return render(
        request,
        "organisations/apply.html",
        status_for(problems),
        values=typed,
        problems=problems,
        form=typed.get("form") or at.new_form(),
    )
