"""Sign-in and sign-out of staff: a password, then a second factor in the same browser."""

import math
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.sign_in.model import Proof
from services.intake.sign_in.pages.arrival import DEVICE, HALF_OPEN, Arrival, arrival
from services.intake.sign_in.pages.names import lead_to_name
from services.intake.sign_in.use_cases.prove import HALF_OPEN_LIFE, ProveSecondFactor, Refused
from services.intake.staff.rules import tidy_name
from services.intake.staff.use_cases import BUSY_WAIT, Caller, Refusal, SignIn
from shared.contracts.words import Language
from shared.web import session_cookies
from shared.web.cookies import cookies_of
from shared.web.forms import Problem, go_to, typed_in
from shared.web.pages import render
from shared.web.session_cookies import Why
from shared.web.use_cases import use_case

router = APIRouter(prefix="/{language}/kirjaudu", include_in_schema=False)

AtSignIn = Annotated[SignIn, Depends(use_case(SignIn))]
Then = Annotated[Arrival, Depends(arrival)]
AtProof = Annotated[ProveSecondFactor, Depends(use_case(ProveSecondFactor))]

LONGEST_NAME, LONGEST_PASSWORD = 100, 1000


@router.get("")
async def ask(request: Request, language: Language, why: Why = "nobody") -> Response:
    """Ask for name and password, of whoever was signed in a moment ago with the reason."""
    del language
    shown = "" if why == "nobody" else why
    return lead_to_name(request) or _page(request, "", why=shown)


@router.post("")
async def check_password(
    request: Request, language: Language, at: AtSignIn, then: AtProof
) -> Response:
    """Go on to the second factor, or say only that it did not work."""
    device = cookies_of(request).read(request, DEVICE) or ""
    if not at.has_place(first=bool(device)):
        return _refused(request, "", Refusal(BUSY_WAIT))
    typed = await typed_in(request)
    name = tidy_name(typed.get("name", "")[:LONGEST_NAME])
    password = typed.get("password", "")[:LONGEST_PASSWORD]
    place = request.client.host if request.client else ""
    result = await at.check_password(Caller(name, place, device), password)
    if isinstance(result, Refusal):
        return _refused(request, name, result)
    token = await then.begin(result)
    if token is None:
        return _page(request, name, "no_factor")
    answer = go_to(f"/{language}/kirjaudu/tunniste")
    cookies_of(request).write(answer, HALF_OPEN, token, HALF_OPEN_LIFE)
    return answer


@router.get("/tunniste")
async def ask_factor(request: Request, language: Language, at: AtProof) -> Response:
    """Ask for a passkey or a code."""
    return await _factor_page(request, language, at)


@router.post("/tunniste")
async def prove(request: Request, language: Language, at: AtProof, then: Then) -> Response:
    """Open the session, or ask again."""
    typed = await typed_in(request)
    token = cookies_of(request).read(request, HALF_OPEN) or ""
    proof = Proof(typed.get("answer", ""), typed.get("code", ""))
    if not (proof.answer or proof.code.strip()):
        return await _factor_page(
            request, language, at, "passkey" if "answer" in typed else "empty"
        )
    result = await at.prove(token, proof)
    if result is Refused.WRONG:
        return await _factor_page(request, language, at, "passkey" if proof.answer else "code")
    if isinstance(result, Refused):
        return _page(request, "", "over")
    return await then.let_in(request, result)


@router.post("/ulos")
async def sign_out(request: Request, language: Language, at: AtSignIn) -> Response:
    """Shut the session everywhere and take the cookie back."""
    token = session_cookies.token_of(request)
    if token is not None:
        await at.sign_out(token)
    answer = go_to(f"/{language}/kirjaudu")
    session_cookies.remove_cookie(answer, secure=request.app.state.secure)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


async def _factor_page(
    request: Request, language: Language, at: ProveSecondFactor, problem: str = ""
) -> Response:
    offer = await at.offer(cookies_of(request).read(request, HALF_OPEN) or "")
    if offer is None:
        return go_to(f"/{language}/kirjaudu")
    problems = (Problem("code", f"problem.factor.{problem}"),) if problem else ()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "sign_in/second_factor.html", status, offer=offer, problems=problems)


def _refused(request: Request, name: str, refusal: Refusal) -> Response:
    answer = _page(request, name, "wait" if refusal.wait else "wrong")
    if refusal.wait:
        answer.headers["Retry-After"] = str(math.ceil(refusal.wait.total_seconds()))
    return answer


def _page(request: Request, name: str, problem: str = "", why: str = "") -> Response:
    problems: tuple[Problem, ...] = ()
    status = HTTPStatus.OK
    if problem:
        is_early = problem == "wait"
        status = HTTPStatus.TOO_MANY_REQUESTS if is_early else HTTPStatus.UNPROCESSABLE_ENTITY
        problems = (Problem("name", f"problem.sign_in.{problem}"),)
    return render(request, "sign_in/sign_in.html", status, name=name, problems=problems, why=why)
