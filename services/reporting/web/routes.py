"""The routes of the pages: check who asks, ask, and render."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from services.reporting.handlers.showing import Report, Showing
from services.reporting.web.asking import AskedDay
from services.reporting.web.tables import sections_of, totals_of
from services.reporting.web.telling import tell
from services.reporting.web.wording import ReportWording
from shared.contracts.words import Language, StaffRole
from shared.web import sessions
from shared.web.forms import Problem
from shared.web.pages import Pages, render

STAFF: Final = (StaffRole.COORDINATOR, StaffRole.REPORTER, StaffRole.ADMIN)
DECIDERS: Final = (StaffRole.COORDINATOR, StaffRole.ADMIN)
"""Those who may also see matching's reasons."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages work with while the service runs."""

    showing: Showing
    find_session: sessions.FindSession


def routes(desk: Callable[[], Desk]) -> APIRouter:
    """Give the routes; `desk` is asked at each request, for it opens with the service."""
    router = APIRouter(include_in_schema=False)

    @router.get("/{language}/raportit")
    async def report(
        request: Request, language: Language, alku: str = "", loppu: str = ""
    ) -> HTMLResponse:
        await sessions.require(request, desk().find_session, STAFF)
        first, last = AskedDay("alku", alku), AskedDay("loppu", loppu)
        shown = await desk().showing.report(first.day, last.day)
        problems = [Problem(day.field, "report.not_a_day") for day in (first, last) if day.wrong]
        return _report_page(request, _wording(request, language), shown, problems)

    @router.get("/{language}/raportit/pyynto/{request_id}")
    async def timeline(request: Request, language: Language, request_id: UUID) -> HTMLResponse:
        session = await sessions.require(request, desk().find_session, STAFF)
        journey = await desk().showing.journey(request_id)
        if journey is None:
            raise HTTPException(404)
        wording = _wording(request, language)
        return render(
            request,
            "timeline.html",
            request_id=request_id,
            facts=journey.request,
            lines=tell(journey.events, wording),
            wording=wording,
            links_to_reasons=session.has_one_of(DECIDERS),
        )

    return router


def _report_page(
    request: Request, wording: ReportWording, report: Report, problems: list[Problem]
) -> HTMLResponse:
    return render(
        request,
        "report.html",
        422 if problems else 200,
        report=report,
        totals=totals_of(report.figures, wording),
        sections=sections_of(report.figures, wording),
        wording=wording,
        problems=problems,
    )


def _wording(request: Request, language: Language) -> ReportWording:
    pages: Pages = request.app.state.pages
    return ReportWording(pages.catalogues, language)
