"""The timeline of one request."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from services.reporting.reports.pages.readers import wording_of
from services.reporting.reports.use_cases.show import ShowTimeline
from services.reporting.reports.wording.sentences import tell
from shared.contracts.words import Language
from shared.web.pages import may_open, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False)

AtTimeline = Annotated[ShowTimeline, Depends(use_case(ShowTimeline))]


@router.get("/{language}/raportit/pyynto/{request_id}")
async def show(
    request: Request, language: Language, request_id: UUID, at: AtTimeline
) -> HTMLResponse:
    """Show every fact about the request in a sentence."""
    timeline = await at.show_timeline(request_id)
    if timeline is None:
        raise HTTPException(404)
    wording = wording_of(request, language)
    return render(
        request,
        "reports/timeline.html",
        request_id=request_id,
        facts=timeline.request,
        stands=timeline.stands,
        lines=tell(timeline.events, wording),
        wording=wording,
        links_to_reasons=may_open(request, staff_of(request), "reasons_of_one"),
    )
