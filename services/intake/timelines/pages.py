"""One request's page: for who coordinates, and for who has found it by its reference."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.intake.lookups.model import Reason
from services.intake.requests.model import RequestId
from services.intake.timelines.use_cases import ShowTimeline
from services.intake.timelines.wording import TimelineWording
from shared.contracts.words import Language
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import catalogues_of, may_open, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False, dependencies=[IN_ITS_LANGUAGE])

AtTimeline = Annotated[ShowTimeline, Depends(use_case(ShowTimeline))]
ELSEWHERE = ("board", "acts", "reasons_of_one", "timeline")
"""Pages to which this one leads, each for whoever may open it."""


@router.get("/{language}/ops/pyynto/{request_id}")
async def show(request: Request, language: Language, request_id: UUID, at: AtTimeline) -> Response:
    """Tell all that was said and done; whose request it is stands behind a reason."""
    timeline = await at.show(RequestId(request_id))
    if timeline is None:
        raise HTTPException(404)
    staff = staff_of(request)
    return render(
        request,
        "timelines/timeline.html",
        told=timeline.told,
        lines=timeline.lines,
        is_whole=timeline.is_whole,
        say=TimelineWording(catalogues_of(request), language),
        reasons=list(Reason),
        leads_to=[page for page in ELSEWHERE if may_open(request, staff, page)],
    )
