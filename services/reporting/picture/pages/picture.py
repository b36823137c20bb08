"""The situation picture, for coordinators and those who lead the network."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from services.reporting.picture.model import Live
from services.reporting.picture.pages.shown import Drawing, live_words, shown, wording_of
from services.reporting.picture.use_cases.show import ShowPicture
from services.reporting.picture.wording.groups import group_tables, helper_tables
from services.reporting.picture.wording.weeks import week_tables
from shared.clock import local_day
from shared.contracts.words import Language
from shared.web.pages import may_open, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False)

AtPicture = Annotated[ShowPicture, Depends(use_case(ShowPicture))]


@router.get("/{language}/tilannekuva")
async def show(request: Request, language: Language, at: AtPicture, draw: Drawing) -> HTMLResponse:
    """Show what is wrong, then the last 24 hours, then the last weeks."""
    picture, say = await at.show_picture(), wording_of(request, language)
    days = [day for day in picture.weeks.days if day.asked or day.helped]
    weeks = week_tables(picture.weeks, local_day(picture.live.at), say)
    return render(
        request,
        "picture/picture.html",
        **live_words(picture.live, draw, say),
        deaf_since=await _deaf_since(request, picture.live),
        days=len(days),
        is_empty=not days and not picture.live.waits,
        weeks=shown(weeks, draw, say),
        groups=shown(group_tables(picture, say), draw, say),
        helpers=shown(helper_tables(picture, say), draw, say),
        organisations=picture.organisations,
        links_to_board=may_open(request, staff_of(request), "board"),
    )


async def _deaf_since(request: Request, live: Live) -> datetime | None:
    """Say when something was heard last, where the broker is away and nothing new can come."""
    broker = (await request.app.state.readiness()).checks.get("broker")
    is_deaf = broker is not None and broker.status != "ok"
    return max(live.heard.values(), default=None) if is_deaf else None
