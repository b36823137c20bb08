"""An invited person sets their account up: a password, a second factor, recovery codes."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.sign_in.adapters import NETWORK
from services.intake.sign_in.model import Invitation, Proof
from services.intake.sign_in.pages.names import lead_to_name
from services.intake.sign_in.pages.sign_in import LONGEST_PASSWORD
from services.intake.sign_in.rules.codes import totp_address
from services.intake.sign_in.use_cases.enrol import EnrolStaff
from shared.web.forms import Problem, go_to, status_for, typed_in, unknown_link
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/kutsu/{token}", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtInvitation = Annotated[EnrolStaff, Depends(use_case(EnrolStaff))]

GONE = "sign_in/invitation_gone.html"


@router.get("")
async def ask_password(request: Request, token: str, at: AtInvitation) -> Response:
    """Ask for a password of one's own."""
    found = await at.look(token)
    if found is None:
        return unknown_link(request, GONE)
    return lead_to_name(request) or _password_page(request, found)


@router.post("")
async def choose_password(request: Request, token: str, at: AtInvitation) -> Response:
    """Keep the password, and go on to the second factor."""
    found = await at.look(token)
    if found is None:
        return unknown_link(request, GONE)
    typed = await typed_in(request)
    password = typed.get("password", "")
    problem = _mistake(password, typed.get("again", "")) or await at.choose_password(
        token, password
    )
    if problem:
        return _password_page(
            request, found, Problem("password", f"problem.new_password.{problem}")
        )
    return go_to(f"{request.url.path}/tunniste")


@router.get("/tunniste")
async def ask_factor(request: Request, token: str, at: AtInvitation) -> Response:
    """Offer a passkey or a code app."""
    return await _factor_page(request, token, at)


@router.post("/tunniste")
async def choose_factor(request: Request, token: str, at: AtInvitation) -> Response:
    """Show the recovery codes, this once."""
    typed = await typed_in(request)
    proof = Proof(typed.get("answer", ""), typed.get("code", ""))
    codes = await at.finish(token, proof)
    if codes:
        return render(request, "sign_in/recovery_codes.html", codes=codes)
    problem = "passkey" if "answer" in typed else "code"
    return await _factor_page(request, token, at, Problem("code", f"problem.new_factor.{problem}"))


async def _factor_page(
    request: Request, token: str, at: EnrolStaff, *problems: Problem
) -> Response:
    found = await at.look(token)
    offered = at.offered(found) if found else None
    if found is None or offered is None:
        return unknown_link(request, GONE)
    return render(
        request,
        "sign_in/new_factor.html",
        status_for(problems),
        offered=offered,
        totp_address=totp_address(offered.totp_secret, found.name, NETWORK),
        problems=problems,
    )


def _mistake(password: str, again: str) -> str | None:
    if len(password) > LONGEST_PASSWORD:
        return "long"
    return "differ" if password != again else None


def _password_page(request: Request, found: Invitation, *problems: Problem) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "sign_in/new_password.html", status, name=found.name, problems=problems)
