"""Signing up: where someone lives, then how they can help and who they are."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.matching.volunteers.model import SignUp
from services.matching.volunteers.pages.nearby import neighbours
from services.matching.volunteers.pages.offer import Form, as_stored, offer_page
from services.matching.volunteers.rules import USUAL_CAP, read_sign_up
from services.matching.volunteers.use_cases import SignUpVolunteers
from shared.areas import municipality_of
from shared.contracts.words import Language
from shared.fields.postal_code import as_postal_code
from shared.web.forms import SWITCH, Problem, go_to, problems_on_page, status_for, typed_lists
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/vapaaehtoinen", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtSignUp = Annotated[SignUpVolunteers, Depends(use_case(SignUpVolunteers))]


@router.get("")
async def begin(language: Language) -> Response:
    """Lead to the form."""
    return go_to(f"/{language}/vapaaehtoinen/liity")


@router.get("/liity")
async def welcome(request: Request) -> Response:
    """Say what it is to be a volunteer, and ask where the person lives."""
    return _welcome_page(request, "")


@router.post("/liity")
async def choose_place(request: Request, language: Language) -> Response:
    """Go on with a postal code that exists; nothing is stored yet."""
    typed = next(iter((await typed_lists(request)).get("postal_code", ())), "")
    code = as_postal_code(typed)
    if municipality_of(code) is None:
        problem = Problem("postal_code", f"problem.postal_code.{'unknown' if code else 'missing'}")
        return _welcome_page(request, typed, (problem,))
    return go_to(f"/{language}/vapaaehtoinen/liity/{code}")


@router.get("/liity/kiitos")
async def check_mail(request: Request) -> Response:
    """Say the same to everyone: a known address must not show."""
    return render(request, "volunteers/check_mail.html")


@router.get("/liity/{postal_code}")
async def ask(request: Request, language: Language, postal_code: str) -> Response:
    """Ask what, where, how often and who."""
    home = municipality_of(postal_code)
    if home is None:
        return go_to(f"/{language}/vapaaehtoinen/liity")
    usual = {"languages": (language.spoken,), "weekly_cap": (str(USUAL_CAP),)}
    return _form(request, language, Form(home, usual))


@router.post("/liity/{postal_code}")
async def sign_up(request: Request, language: Language, postal_code: str, at: AtSignUp) -> Response:
    """Keep the application, or say what is wrong and keep what was typed."""
    home = municipality_of(postal_code)
    if home is None:
        return go_to(f"/{language}/vapaaehtoinen/liity")
    typed = await typed_lists(request)
    if SWITCH in typed:
        return _form(request, language, Form(home, typed))
    near = [each.code for each in neighbours(home, language)]
    read = read_sign_up(as_stored(typed, postal_code), home.code, near, language)
    if not isinstance(read, SignUp):
        return _form(request, language, Form(home, typed, problems_on_page(read)))
    await at.take_application(read)
    return go_to(f"/{language}/vapaaehtoinen/liity/kiitos")


def _welcome_page(request: Request, typed: str, problems: tuple[Problem, ...] = ()) -> Response:
    return render(
        request, "volunteers/welcome.html", status_for(problems), typed=typed, problems=problems
    )


def _form(request: Request, language: Language, form: Form) -> Response:
    return offer_page(request, language, form, back=f"/{language}/vapaaehtoinen/liity")
