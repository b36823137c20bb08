"""The projects of a funder and the periods of their reports: no other days can be asked for."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.reporting.projects.use_cases.enter import ShowPeriods
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.worded import worded

router = APIRouter(include_in_schema=False, dependencies=[IN_ITS_LANGUAGE])
AtPeriods = Annotated[ShowPeriods, Depends(use_case(ShowPeriods))]


@router.get("/{language}/raportit/jaksot")
async def show(request: Request, at: AtPeriods) -> Response:
    """Show the projects that the reader may read of."""
    who = staff_of(request)
    projects = at.readable_by(who.roles, who.staff_id)
    return worded(request, "projects/periods.html", projects=projects)
