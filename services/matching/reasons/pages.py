"""Why needs stand as they do: pages for coordinators, with nothing personal in them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.matching.needs.model import RequestId
from services.matching.reasons.use_cases import SHOWN, ExplainNeeds
from services.matching.reasons.wording import ReasonsWording
from shared.contracts.words import Language, StaffRole
from shared.web.pages import Pages, render
from shared.web.sessions import require_role
from shared.web.use_cases import use_case

router = APIRouter(prefix="/{language}/perustelut", include_in_schema=False)

AtReasons = Annotated[ExplainNeeds, Depends(use_case(ExplainNeeds))]

STAFF = (StaffRole.COORDINATOR, StaffRole.ADMIN)


@router.get("")
async def show_waiting(request: Request, language: Language, at: AtReasons) -> Response:
    """List the needs without a helper."""
    await require_role(request, STAFF)
    wording = _wording(request, language)
    lines = [wording.stand(progress) for progress in await at.list_waiting()]
    return render(request, "reasons/waiting.html", lines=lines, shown=SHOWN)


@router.get("/{request_id}")
async def show_one(
    request: Request, language: Language, request_id: UUID, at: AtReasons
) -> Response:
    """Tell how one need stands, and what was decided about it."""
    await require_role(request, STAFF)
    explained = await at.explain_need(RequestId(request_id))
    if explained is None:
        raise HTTPException(404)
    told = _wording(request, language).tell(explained)
    return render(request, "reasons/one.html", told=told)


def _wording(request: Request, language: Language) -> ReasonsWording:
    pages: Pages = request.app.state.pages
    return ReasonsWording(pages.catalogues, language)
