"""Before the first question: whether anyone is in danger, and whether a form was begun here."""

from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter, Request, Response

from services.intake.request_form.model import IDLE
from services.intake.request_form.pages.own_draft import (
    AtForm,
    browser_of,
    keep_cookie,
    place_in,
)
from services.intake.request_form.rules import Step, questions_for
from services.intake.request_form.use_cases.fill_in import FillInForm
from shared.contracts.words import Language
from shared.web.forms import Problem, go_to, typed_in
from shared.web.pages import render

router = APIRouter(include_in_schema=False)

Former = Literal["tarve", "kiireellisyys", "paikka", "yhteystiedot", "kerro", "tarkista", "valmis"]
"""Pages of the form while a browser had one draft and the address named none."""


@router.get("/{language}/apua")
async def begin(language: Language) -> Response:
    """Ask first whether anyone is in danger."""
    return go_to(f"/{language}/apua/vaara")


@router.get("/{language}/apua/vaara")
async def ask_danger(request: Request, language: Language, at: AtForm) -> Response:
    """Show the question about danger; nothing is stored for it."""
    await at.enter()
    return _danger_page(request, language)


@router.post("/{language}/apua/vaara")
async def answer_danger(request: Request, language: Language, at: AtForm) -> Response:
    """Show 112 to those in danger; lead the others to an empty form."""
    danger = (await typed_in(request)).get("danger")
    if danger == "yes":
        return go_to(f"/{language}/apua/soita-112")
    if danger != "no":
        problem = Problem("danger", "problem.danger.missing")
        return _danger_page(request, language, (problem,))
    browser = browser_of(request)
    if browser and await at.unfinished(browser):
        return go_to(f"/{language}/apua/kesken")
    return await _start(request, language, at)


@router.get("/{language}/apua/kesken")
async def ask_to_continue(request: Request, language: Language) -> Response:
    """Say that a form was begun here, and nothing of what is in it: it may be another person's."""
    return render(request, "request_form/unfinished.html", back=f"/{language}/apua/vaara")


@router.post("/{language}/apua/kesken")
async def continue_or_start(request: Request, language: Language, at: AtForm) -> Response:
    """Go on with what was begun, or start with an empty form beside it or in its place."""
    choice = (await typed_in(request)).get("choice")
    browser = browser_of(request)
    found = await at.unfinished(browser) if browser else None
    if found and choice == "continue":
        return go_to(place_in(language, found, "tarkista"))
    if found and choice == "remove":
        await at.leave(found.browser)
    return await _start(request, language, at)


@router.get("/{language}/apua/{place}")
@router.post("/{language}/apua/{place}")
async def former_page(language: Language, place: Former) -> Response:
    """Lead from an address without a draft to the start."""
    del place
    return go_to(f"/{language}/apua/vaara")


async def _start(request: Request, language: Language, at: FillInForm) -> Response:
    key = await at.start_draft(browser_of(request))
    life = max(IDLE, await at.cookie_life(key.browser))
    return keep_cookie(request, go_to(place_in(language, key, Step.WHOM)), key.browser, life)


def _danger_page(
    request: Request, language: Language, problems: tuple[Problem, ...] = ()
) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(
        request,
        "request_form/danger.html",
        status,
        number=1,
        questions=questions_for({}),
        problems=problems,
        back=f"/{language}",
    )
