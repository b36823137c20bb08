"""Why a need stands as it does: a page for coordinators, with nothing personal in it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from services.matching.needs.model import RequestId
from services.matching.reasons.use_cases import ExplainNeeds
from services.matching.reasons.wording import ReasonsWording
from shared.contracts.words import Language
from shared.web.pages import address, catalogues_of, render
from shared.web.use_cases import use_case

router = APIRouter(prefix="/{language}/perustelut", include_in_schema=False)

AtReasons = Annotated[ExplainNeeds, Depends(use_case(ExplainNeeds))]


@router.get("")
async def lead_to_board(request: Request, language: Language) -> Response:
    """Lead whoever kept the address of the former list to the board, which asks who is there."""
    del language
    return RedirectResponse(address(request, "board"), 303)


@router.get("/{request_id}")
async def show_one(
    request: Request, language: Language, request_id: UUID, at: AtReasons
) -> Response:
    """Tell how one need stands, and what was decided about it."""
    explained = await at.explain_need(RequestId(request_id))
    if explained is None:
        raise HTTPException(404)
    told = _wording(request, language).tell(explained)
    return render(request, "reasons/one.html", told=told)


def _wording(request: Request, language: Language) -> ReasonsWording:
    return ReasonsWording(catalogues_of(request), language)
