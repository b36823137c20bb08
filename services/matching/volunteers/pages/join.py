"""Signing up: where someone lives, then how they can help and who they are."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.matching.volunteers.model import SignUp
from services.matching.volunteers.pages.nearby import neighbours
from services.matching.volunteers.pages.offer import Form, as_stored, offer_page
from services.matching.volunteers.rules import USUAL_CAP, read_sign_up
from services.matching.volunteers.use_cases.sign_up import SignUpVolunteers
from shared.activation.current import enter
from shared.activation.rules import DoorShutError
from shared.areas import municipality_of
from shared.contracts.activation_words import Door, Shut
from shared.contracts.activation_words import SignUp as WordOfSignUp
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
async def welcome(request: Request, at: AtSignUp) -> Response:
    """Say what it is to be a volunteer, and ask where the person lives."""
    return await _welcome_page(request, at, "")


@router.post("/liity")
async def choose_place(request: Request, language: Language, at: AtSignUp) -> Response:
    """Go on with a postal code that exists; nothing is stored yet."""
    typed = next(iter((await typed_lists(request)).get("postal_code", ())), "")
    code = as_postal_code(typed)
    if municipality_of(code) is None:
        problem = Problem("postal_code", f"problem.postal_code.{'unknown' if code else 'missing'}")
        return await _welcome_page(request, at, typed, problem)
    return go_to(f"/{language}/vapaaehtoinen/liity/{code}")


@router.get("/liity/kiitos")
async def check_mail(request: Request) -> Response:
    """Say the same to everyone: a known address must not show."""
    return render(request, "volunteers/check_mail.html")


@router.get("/liity/{postal_code}")
async def ask(request: Request, language: Language, postal_code: str, at: AtSignUp) -> Response:
    """Ask what, where, how often and who."""
    await enter(at.current, Door.SIGN_UP)
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
    shut = await shut_to(at, read)
    thanks = go_to(f"/{language}/vapaaehtoinen/liity/kiitos")
    return _form(request, language, Form(home, typed, shut=shut)) if shut else thanks


async def shut_to(at: SignUpVolunteers, said: SignUp, invitation: str = "") -> Shut | None:
    """Keep an application; where the door was shut meanwhile, say why instead."""
    try:
        await at.take_application(said, invitation)
    except DoorShutError as error:
        return error.why
    return None


async def _welcome_page(
    request: Request, at: SignUpVolunteers, typed: str, *problems: Problem
) -> Response:
    await enter(at.current, Door.SIGN_UP)
    sign_up = (await at.current.standing()).reach.sign_up
    return render(
        request,
        "volunteers/welcome.html",
        status_for(problems),
        typed=typed,
        problems=problems,
        is_waiting_list=sign_up is WordOfSignUp.WAITING_LIST,
    )


def _form(request: Request, language: Language, form: Form) -> Response:
    return offer_page(request, language, form, back=f"/{language}/vapaaehtoinen/liity")
