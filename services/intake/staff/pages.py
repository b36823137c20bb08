"""Sign-in and sign-out of staff."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.staff.model import Staff
from services.intake.staff.use_cases import Refusal, SignIn
from shared.contracts.words import Language
from shared.web import sessions
from shared.web.forms import Problem, go_to, typed_in
from shared.web.language import language_of
from shared.web.pages import menu_of, render
from shared.web.permissions import StaffSession
from shared.web.use_cases import use_case

router = APIRouter(prefix="/{language}/kirjaudu", include_in_schema=False)

AtSignIn = Annotated[SignIn, Depends(use_case(SignIn))]

LONGEST_NAME, LONGEST_PASSWORD = 100, 1000


@router.get("")
async def ask(request: Request, language: Language) -> Response:
    """Ask for name and password."""
    del language
    return _page(request, "")


@router.post("")
async def sign_in(request: Request, language: Language, at: AtSignIn) -> Response:
    """Let staff in, or say only that it did not work."""
    del language
    typed = await typed_in(request)
    name = "".join(sign for sign in typed.get("name", "") if sign.isprintable())[:LONGEST_NAME]
    password = typed.get("password", "")[:LONGEST_PASSWORD]
    place = request.client.host if request.client else ""
    result = await at.sign_in(name, password, place)
    if isinstance(result, Refusal):
        return _page(request, name, result)
    answer = go_to(_first_page(request, result.staff))
    sessions.set_cookie(answer, result.token, secure=request.app.state.secure)
    return answer


@router.post("/ulos")
async def sign_out(request: Request, language: Language, at: AtSignIn) -> Response:
    """Shut the session everywhere and take the cookie back."""
    name = sessions.cookie_name(secure=request.app.state.secure)
    token = request.cookies.get(name)
    if token is not None:
        await at.sign_out(token)
    answer = go_to(f"/{language}/kirjaudu")
    answer.delete_cookie(name, secure=request.app.state.secure, httponly=True, samesite="lax")
    return answer


def _first_page(request: Request, staff: Staff) -> str:
    who = StaffSession(staff.id, frozenset(staff.roles), staff.organisation_id)
    menu = menu_of(request, who)
    return menu[0] if menu else f"/{language_of(request)}"


def _page(request: Request, name: str, refusal: Refusal | None = None) -> Response:
    problems: tuple[Problem, ...] = ()
    status = HTTPStatus.OK
    if refusal is not None:
        status = HTTPStatus.TOO_MANY_REQUESTS if refusal.wait else HTTPStatus.UNPROCESSABLE_ENTITY
        problems = (Problem("name", f"problem.sign_in.{'wait' if refusal.wait else 'wrong'}"),)
    return render(request, "staff/sign_in.html", status, name=name, problems=problems)
