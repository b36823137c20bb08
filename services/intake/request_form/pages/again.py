"""Once more by one's own link: the same as last time, or something else beside."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.request_form.model import IDLE, FormKey
from services.intake.request_form.pages.own_draft import (
    AtForm,
    browser_of,
    keep_cookie,
    place_in,
)
from services.intake.request_form.rules import first_unanswered
from services.intake.request_form.use_cases.again import AskAgain, AskBeside
from services.intake.request_form.use_cases.fill_in import FillInForm
from shared.contracts.words import Language
from shared.web.forms import OwnPage, Problem, by_link, go_to, status_for, typed_in
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(prefix="/{language}/p/{token}", include_in_schema=False)

Again = Annotated[AskAgain, Depends(use_case(AskAgain))]
Beside = Annotated[AskBeside, Depends(use_case(AskBeside))]
UNKNOWN = "requests/unknown_link.html"
IN_DANGER = "apua/soita-112"
UNSAID = (Problem("danger", "problem.danger.missing"),)


@router.get("/uudelleen")
async def ask(request: Request, token: str, again: Again, back: OwnPage) -> Response:
    """Ask first whether anyone is in danger; nothing of last time is shown."""
    offer = by_link(await again.offer(token), UNKNOWN)
    return _page(request, "again", back, same_helper=offer.same_helper)


@router.post("/uudelleen")
async def start(  # noqa: PLR0913, PLR0917  # parts of the address, and what the page needs
    request: Request, language: Language, token: str, again: Again, at: AtForm, back: OwnPage
) -> Response:
    """Lead who is in danger to 112, and the others to the first question without an answer."""
    offer = by_link(await again.offer(token), UNKNOWN)
    danger = (await typed_in(request)).get("danger")
    if danger == "no":
        key = by_link(await again.start(token, browser_of(request)), UNKNOWN)
        return await _onward(request, language, key, at)
    if danger == "yes":
        return go_to(f"/{language}/{IN_DANGER}")
    return _page(request, "again", back, UNSAID, same_helper=offer.same_helper)


@router.get("/muuta")
async def ask_beside(request: Request, token: str, beside: Beside, back: OwnPage) -> Response:
    """Ask first whether anyone is in danger."""
    by_link(await beside.can_ask(token), UNKNOWN)
    return _page(request, "beside", back)


@router.post("/muuta")
async def start_beside(  # noqa: PLR0913, PLR0917  # parts of the address, and what the page needs
    request: Request, language: Language, token: str, beside: Beside, at: AtForm, back: OwnPage
) -> Response:
    """Lead who is in danger to 112, and the others to the first question without an answer."""
    by_link(await beside.can_ask(token), UNKNOWN)
    danger = (await typed_in(request)).get("danger")
    if danger == "no":
        key = by_link(await beside.start(token, browser_of(request)), UNKNOWN)
        return await _onward(request, language, key, at)
    if danger == "yes":
        return go_to(f"/{language}/{IN_DANGER}")
    return _page(request, "beside", back, UNSAID)


async def _onward(request: Request, language: Language, key: FormKey, at: FillInForm) -> Response:
    draft = by_link(await at.read_draft(key), UNKNOWN)
    onward = place_in(language, key, first_unanswered(draft.fields) or "tarkista")
    life = max(IDLE, await at.cookie_life(key.browser))
    return keep_cookie(request, go_to(onward), key.browser, life)


def _page(
    request: Request,
    about: str,
    back: str,
    problems: tuple[Problem, ...] = (),
    *,
    same_helper: bool = False,
) -> Response:
    return render(
        request,
        "request_form/again.html",
        status_for(problems),
        about=about,
        same_helper=same_helper,
        problems=problems,
        back=back,
    )
