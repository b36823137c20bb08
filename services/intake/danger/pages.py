"""Where the page about danger goes on: a person is called, and nothing but one line is asked."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.danger.model import Way
from services.intake.danger.use_cases import CallFromDanger
from services.intake.phone_hours.use_cases import TellHours
from shared.contracts.words import Language
from shared.web.forms import Problem, go_to, typed_in
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False)

AtDanger = Annotated[CallFromDanger, Depends(use_case(CallFromDanger))]
Hours = Annotated[TellHours, Depends(use_case(TellHours))]


@router.get("/{language}/apua/soita-112")
async def call_for_help(request: Request, language: Language) -> Response:
    """Show 112, large, and the lines that fit; nothing is stored for it."""
    return render(request, "danger/call_112.html", back=f"/{language}/apua/vaara")


@router.get("/{language}/apua/soita-112/perilla")
async def called(request: Request, hours: Hours) -> Response:
    """Say that a person was called, and nothing that only this browser knows."""
    return render(request, "danger/called.html", phone=hours.phone())


@router.get("/{language}/apua/soita-112/{way}")
async def ask_where(
    request: Request, language: Language, way: Way, at: AtDanger, hours: Hours
) -> Response:
    """Ask for a number or an address, and nothing else."""
    await at.enter()
    return _page(request, language, way, at, hours)


@router.post("/{language}/apua/soita-112/{way}")
async def call_person(
    request: Request, language: Language, way: Way, at: AtDanger, hours: Hours
) -> Response:
    """Call a person; who called 112 themselves may leave it at that."""
    typed = await typed_in(request)
    key = typed.get("key") or at.new_key()
    if await at.call(way, typed.get("reach", ""), language, key):
        return go_to(f"/{language}/apua/soita-112/perilla")
    if way is Way.CALLED:
        return go_to(f"/{language}/apua/vaara")
    return _page(request, language, way, at, hours, Problem("reach", "problem.reach.missing"))


def _page(  # the page of one question, and what is wrong with the answer
    request: Request,
    language: Language,
    way: Way,
    at: CallFromDanger,
    hours: TellHours,
    *problems: Problem,
) -> Response:
    return render(
        request,
        "danger/ask.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
        way=way,
        key=at.new_key(),
        phone=hours.phone(),
        problems=problems,
        back=f"/{language}/apua/soita-112",
    )
