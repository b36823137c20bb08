"""Where a member of staff is signed in, and a button for each session."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.intake.sign_in.use_cases.own_sessions import OwnSessions
from services.intake.signed_in import who
from services.intake.staff.model import StaffId
from shared.web import session_cookies
from shared.web.forms import go_to
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case

router = APIRouter(
    prefix="/{language}/istunnot", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtSessions = Annotated[OwnSessions, Depends(use_case(OwnSessions))]


@router.get("")
async def show(request: Request, at: AtSessions) -> Response:
    """List one's sessions; of this browser's one it is told."""
    who = staff_of(request)
    sessions = await at.show(StaffId(who.staff_id))
    here = who.session_hash
    return render(request, "sign_in/own_sessions.html", sessions=sessions, here=here)


@router.post("/kaikki")
async def end_all(request: Request, at: AtSessions) -> Response:
    """Sign out everywhere."""
    await at.end_all(who(request))
    answer = go_to(address(request, "sign_in"))
    session_cookies.remove_cookie(answer, secure=request.app.state.secure)
    return answer


@router.post("/{session_id}/lopeta")
async def end(request: Request, session_id: UUID, at: AtSessions) -> Response:
    """End one session, and show those that are left."""
    await at.end(who(request), session_id)
    return go_to(address(request, "own_sessions"))
