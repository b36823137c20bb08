"""A report is reviewed, published and corrected, and its files are asked for."""

from collections.abc import Awaitable
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from services.reporting.jobs.use_cases.ask import FollowJobs
from services.reporting.reports.model.report import Refusal, ReportId
from services.reporting.reports.pages.projects import page
from services.reporting.reports.pages.which import (
    UNKNOWN,
    Asked,
    AtReading,
    WhichOne,
    read_for,
    refused,
)
from services.reporting.reports.pages.writing import AtWriting
from services.reporting.reports.use_cases.publish import PublishReports
from services.reporting.reports.use_cases.read import Reading, ReadReports
from services.reporting.reports.wording.files import wanted_of
from shared.web.forms import Problem, by_link, go_to, typed_in
from shared.web.language import language_of
from shared.web.pages import address
from shared.web.use_cases import use_case

router = APIRouter(
    include_in_schema=False, prefix="/{language}/raportit/hankkeet/{project}/{first}"
)
AtPublishing = Annotated[PublishReports, Depends(use_case(PublishReports))]
AtJobs = Annotated[FollowJobs, Depends(use_case(FollowJobs))]
LONGEST_REASON: Final = 500
NO_REASON: Final = (Problem("reason", "problem.report_reason.missing"),)


@router.post("/tarkasta")
async def review(
    request: Request, asked: WhichOne, at: AtPublishing, reading: AtReading
) -> Response:
    """Hold what somebody read."""
    seen = (await typed_in(request)).get("hash", "")
    done = at.review(ReportId(asked.report.id), seen, asked.by)
    return await _answer(request, asked, reading, done)


@router.post("/julkaise")
async def publish(
    request: Request, asked: WhichOne, at: AtPublishing, reading: AtReading
) -> Response:
    """Publish what was reviewed."""
    seen = (await typed_in(request)).get("hash", "")
    done = at.publish(ReportId(asked.report.id), seen, asked.by)
    return await _answer(request, asked, reading, done)


@router.post("/korjaa")
async def correct(request: Request, asked: WhichOne, at: AtWriting, reading: AtReading) -> Response:
    """Begin a further version of what is published, and say why."""
    reason = " ".join((await typed_in(request)).get("reason", "").split())[:LONGEST_REASON]
    if not reason:
        return page(request, asked, await read_for(asked, reading), NO_REASON)
    done = at.correct(ReportId(asked.report.id), asked.by, reason)
    return await _answer(request, asked, reading, done)


async def which_version(edition: int, asked: WhichOne, at: AtReading) -> Reading:
    """Read which published version it is; raises UnknownLinkError."""
    read = by_link(await read_for(asked, at, edition), UNKNOWN)
    is_published = read.edition is not None and read.edition.published_at is not None
    return by_link(read if is_published else None, UNKNOWN)


@router.post("/versio/{edition}/tiedostot")
async def ask_for_files(
    request: Request,
    asked: WhichOne,
    read: Annotated[Reading, Depends(which_version)],
    jobs: AtJobs,
) -> Response:
    """Have the files of a published version made in the reader's language, once for all."""
    job_id = await jobs.ask(wanted_of(read, language_of(request)), asked.path, asked.by)
    return go_to(address(request, "job", job_id=job_id))


async def _answer(
    request: Request, asked: Asked, at: ReadReports, done: Awaitable[Refusal | None]
) -> Response:
    refusal = await done
    if refusal is None:
        return go_to(asked.path)
    return page(request, asked, await read_for(asked, at), refused(refusal))
