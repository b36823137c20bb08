"""Why needs stand as they do: pages for coordinators, with nothing personal in them."""

from uuid import UUID

from fastapi import APIRouter, HTTPException, Request, Response

from services.matching.domain.model import RequestId
from services.matching.handlers.reasoning import SHOWN
from services.matching.web.desk import AtDesk
from services.matching.web.reasons_telling import Telling
from shared.contracts.words import Language, StaffRole
from shared.web import sessions
from shared.web.pages import Pages, render

router = APIRouter(prefix="/{language}/perustelut")

STAFF = (StaffRole.COORDINATOR, StaffRole.ADMIN)


@router.get("")
async def show_waiting(request: Request, language: Language, desk: AtDesk) -> Response:
    """List the needs without a helper."""
    await sessions.require(request, desk.find_session, STAFF)
    telling = _telling(request, language)
    lines = [telling.stand(progress) for progress in await desk.reasoning.waiting()]
    return render(request, "reasons/waiting.html", lines=lines, shown=SHOWN)


@router.get("/{request_id}")
async def show_one(
    request: Request, language: Language, request_id: UUID, desk: AtDesk
) -> Response:
    """Tell how one need stands, and what was decided about it."""
    await sessions.require(request, desk.find_session, STAFF)
    explained = await desk.reasoning.explain(RequestId(request_id))
    if explained is None:
        raise HTTPException(404)
    told = _telling(request, language).tell(explained)
    return render(request, "reasons/one.html", told=told)


def _telling(request: Request, language: Language) -> Telling:
    pages: Pages = request.app.state.pages
    return Telling(pages.catalogues, language)
