"""The list of projects and periods, and the page of one report: what it says, and what is next."""

from fastapi import APIRouter, Request, Response

from services.reporting.documents.rules.text import text_of
from services.reporting.reports.model.report import Part
from services.reporting.reports.pages.readers import wording_of
from services.reporting.reports.pages.which import (
    UNKNOWN,
    Asked,
    AtList,
    AtReading,
    WhichOne,
    read_for,
)
from services.reporting.reports.use_cases.read import Reading
from services.reporting.reports.wording.bars import drawn_of
from services.reporting.reports.wording.document import document_of, made_of
from shared.contracts.words import Language
from shared.web.forms import Problem, by_link, status_for
from shared.web.language import language_of
from shared.web.pages import render
from shared.web.sessions import staff_of

router = APIRouter(include_in_schema=False)


@router.get("/{language}/raportit/hankkeet")
async def show_all(request: Request, language: Language, at: AtList) -> Response:
    """List them."""
    who = staff_of(request)
    return render(
        request,
        "reports/projects.html",
        every=await at.every(who.roles, who.staff_id),
        wording=wording_of(request, language),
    )


@router.get("/{language}/raportit/hankkeet/{project}/{first}")
async def show(request: Request, asked: WhichOne, at: AtReading) -> Response:
    """Show one: as it is now, as it was reviewed, or as it is published."""
    return page(request, asked, await read_for(asked, at))


@router.get("/{language}/raportit/hankkeet/{project}/{first}/versio/{edition}")
async def show_version(request: Request, edition: int, asked: WhichOne, at: AtReading) -> Response:
    """Show what was published, also where it was corrected since."""
    return page(request, asked, by_link(await read_for(asked, at, edition), UNKNOWN))


def page(
    request: Request,
    asked: Asked,
    reading: Reading | None,
    problems: tuple[Problem, ...] = (),
    reason: str = "",
) -> Response:
    """Show a report, or that nobody began it."""
    wording = wording_of(request, language_of(request))
    document = document_of(made_of(reading), wording) if reading else None
    return render(
        request,
        "reports/project_report.html",
        status_for(problems),
        asked=asked,
        reading=reading,
        document=document,
        parts=list(zip(Part, document.sections, strict=True)) if document else (),
        wording=wording,
        said=lambda cell, kind: text_of(cell, kind, wording.of_documents),
        bars=lambda table: drawn_of(table, wording),
        problems=problems,
        reason=reason,
    )
