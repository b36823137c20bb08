"""The same as last time, by the link of a request that is over."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.request_form.model import IDLE
from services.intake.request_form.pages.own_draft import (
    AtForm,
    browser_of,
    keep_cookie,
    place_in,
)
from services.intake.request_form.rules import first_unanswered
from services.intake.request_form.use_cases import AskAgain
from shared.contracts.words import Language
from shared.web.forms import Problem, by_link, go_to, status_for, typed_in
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(prefix="/{language}/p/{token}/uudelleen", include_in_schema=False)

Again = Annotated[AskAgain, Depends(use_case(AskAgain))]
UNKNOWN = "requests/unknown_link.html"


@router.get("")
async def ask(request: Request, language: Language, token: str, again: Again) -> Response:
    """Ask first whether anyone is in danger; nothing of last time is shown."""
    by_link(await again.can_ask(token), UNKNOWN)
    return _page(request, language, token)


@router.post("")
async def start(
    request: Request, language: Language, token: str, again: Again, at: AtForm
) -> Response:
    """Lead who is in danger to 112, and the others to the first question without an answer."""
    danger = (await typed_in(request)).get("danger")
    by_link(await again.can_ask(token), UNKNOWN)
    if danger == "yes":
        return go_to(f"/{language}/apua/soita-112")
    if danger != "no":
        return _page(request, language, token, (Problem("danger", "problem.danger.missing"),))
    key = by_link(await again.start(token, browser_of(request)), UNKNOWN)
    draft = by_link(await at.read_draft(key), UNKNOWN)
    onward = place_in(language, key, first_unanswered(draft.fields) or "tarkista")
    life = max(IDLE, await at.cookie_life(key.browser))
    return keep_cookie(request, go_to(onward), key.browser, life)


def _page(
    request: Request, language: Language, token: str, problems: tuple[Problem, ...] = ()
) -> Response:
    return render(
        request,
        "request_form/again.html",
        status_for(problems),
        problems=problems,
        back=f"/{language}/p/{token}",
    )
