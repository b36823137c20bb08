"""The report of a period."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from services.reporting.reports.pages.readers import wording_of
from services.reporting.reports.rules.period import AskedDay
from services.reporting.reports.use_cases.show import Report, ShowReport
from services.reporting.reports.wording.tables import sections_of, totals_of
from services.reporting.reports.wording.values import ReportWording
from shared.contracts.words import Language
from shared.web.forms import Problem
from shared.web.pages import may_open, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False)

AtReport = Annotated[ShowReport, Depends(use_case(ShowReport))]


@router.get("/{language}/raportit")
async def show(
    request: Request, language: Language, at: AtReport, alku: str = "", loppu: str = ""
) -> HTMLResponse:
    """Show the report of the days asked for; what is no day is said at its field."""
    first, last = AskedDay("alku", alku), AskedDay("loppu", loppu)
    shown = await at.show_report(first.day, last.day)
    problems = [Problem(day.field, "report.not_a_day") for day in (first, last) if day.wrong]
    return _page(request, wording_of(request, language), shown, problems)


def _page(
    request: Request, wording: ReportWording, report: Report, problems: list[Problem]
) -> HTMLResponse:
    return render(
        request,
        "reports/report.html",
        422 if problems else 200,
        report=report,
        totals=totals_of(report.figures, wording),
        sections=sections_of(report.figures, wording),
        wording=wording,
        leads_to_counts=may_open(request, staff_of(request), "entered_counts"),
        leads_to_keys=may_open(request, staff_of(request), "figure_keys"),
        problems=problems,
    )
