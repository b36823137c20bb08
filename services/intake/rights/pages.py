"""What do you know about me: asked, shown to whoever has the code, and overseen."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from services.intake.rights.model import Outcome, Said, State
from services.intake.rights.use_cases.ask import AskRights
from services.intake.rights.use_cases.oversee import OverseeRights
from services.intake.rights.wording import tell
from shared.contracts.right_words import RightService
from shared.contracts.words import Language
from shared.web.forms import Problem, go_to, status_for, typed_in, unknown_link
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import catalogues_of, render
from shared.web.use_cases import use_case
from shared.web.wording import Wording

router = APIRouter(
    prefix="/{language}/omat-tiedot", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

officers = APIRouter(include_in_schema=False, dependencies=[IN_ITS_LANGUAGE])

AtRights = Annotated[AskRights, Depends(use_case(AskRights))]
AtCases = Annotated[OverseeRights, Depends(use_case(OverseeRights))]

LONGEST: Final = 254
GONE: Final = "rights/gone.html"
TYPED: Final = frozenset({State.ASKED, State.READY, State.OPENED})
"""Where a code is asked for."""


@router.get("")
async def ask_who(request: Request) -> Response:
    """Say what somebody can ask for, and ask where they are reached."""
    return render(request, "rights/ask.html", typed="", problems=())


@router.post("")
async def ask(request: Request, language: Language, at: AtRights) -> Response:
    """Lead to the page for the code; it is the same whether anything is known or not."""
    typed = (await typed_in(request)).get("reach", "")[:LONGEST]
    token = await at.ask(typed, language)
    if token is None:
        problems = (Problem("reach", "problem.right.reach"),)
        shown = {"typed": typed, "problems": problems}
        return render(request, "rights/ask.html", status_for(problems), **shown)
    return go_to(f"/{language}/omat-tiedot/{token}")


@router.get("/{token}")
async def show(request: Request, token: str, at: AtRights) -> Response:
    """Ask for the code, or say that the answer is on its way; opening it changes nothing."""
    state = await at.show(token)
    if state is None:
        return unknown_link(request, GONE)
    return render(request, "rights/code.html", state=state, asks=state in TYPED, problems=())


@router.post("/{token}")
async def give_code(request: Request, language: Language, token: str, at: AtRights) -> Response:
    """Begin to gather, or show the answer, for the right code."""
    typed = await typed_in(request)
    given = await at.give_code(token, typed.get("code", "")[:LONGEST])
    if given is Outcome.OVER:
        return unknown_link(request, GONE)
    if given is Outcome.PROVEN:
        return go_to(request.url.path)
    if given is Outcome.WRONG:
        problems = (Problem("code", "problem.right.code"),)
        state = await at.show(token)
        shown = {"state": state, "asks": True, "problems": problems}
        return render(request, "rights/code.html", status_for(problems), **shown)
    return _answer(request, language, given, as_data="data" in typed)


@officers.get("/{language}/tietosuojapyynnot")
async def list_cases(request: Request, at: AtCases) -> Response:
    """Show the data protection officer who waits, since when, and what the services have said."""
    cases = await at.cases()
    return render(request, "rights/cases.html", cases=cases, services=list(RightService))


def _answer(
    request: Request, language: Language, said: Sequence[Said], *, as_data: bool
) -> Response:
    if as_data:
        name = 'attachment; filename="omat-tiedot.json"'
        return JSONResponse(_data(said), headers={"Content-Disposition": name})
    told = tell(said, Wording(catalogues_of(request), language))
    return render(request, "rights/answer.html", HTTPStatus.OK, told=told)


def _data(said: Sequence[Said]) -> object:
    return [{"service": each.service, "kind": each.kind, **dict(each.facts)} for each in said]
