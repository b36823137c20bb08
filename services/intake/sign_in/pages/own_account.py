"""What someone changes of their own account: the password."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.intake.sign_in.pages.arrival import DEVICE
from services.intake.sign_in.pages.sign_in import LONGEST_PASSWORD
from services.intake.sign_in.use_cases.change_password import ChangePassword
from services.intake.signed_in import who
from services.intake.staff.use_cases import Caller
from shared.contracts.words import Language
from shared.web.cookies import cookies_of
from shared.web.forms import Problem, go_to, status_for, typed_in
from shared.web.pages import render
from shared.web.use_cases import use_case

router = APIRouter(prefix="/{language}/oma-tili", include_in_schema=False)

AtChange = Annotated[ChangePassword, Depends(use_case(ChangePassword))]


@router.get("")
async def show(request: Request, language: Language) -> Response:
    """Show the form."""
    del language
    return _page(request)


@router.post("")
async def change_password(request: Request, language: Language, at: AtChange) -> Response:
    """Change the password; they sign in with it next, here too."""
    typed = await typed_in(request)
    new = typed.get("new", "")
    if len(new) > LONGEST_PASSWORD:
        return _page(request, "long")
    if new != typed.get("again", ""):
        return _page(request, "differ")
    caller = Caller(
        "",
        request.client.host if request.client else "",
        cookies_of(request).read(request, DEVICE) or "",
    )
    former = typed.get("former", "")[:LONGEST_PASSWORD]
    staff_id = who(request)
    problem = await at.change_password(staff_id, caller, former, new)
    return _page(request, problem) if problem else go_to(f"/{language}/kirjaudu?why=ended")


def _page(request: Request, problem: str = "") -> Response:
    field = "former" if problem in {"former", "wait"} else "new"
    problems = (Problem(field, f"problem.new_password.{problem}"),) if problem else ()
    return render(request, "sign_in/own_account.html", status_for(problems), problems=problems)
