"""The page of a job: how far it is, its files, and what can be done about it."""

from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.reporting.jobs.model import JobId
from services.reporting.jobs.use_cases.ask import FollowJobs
from shared.web.forms import by_link, go_to
from shared.web.pages import address, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False, prefix="/{language}/tyot/{job_id}")
AtJobs = Annotated[FollowJobs, Depends(use_case(FollowJobs))]
UNKNOWN: Final = "jobs/unknown.html"


@router.get("")
async def show(request: Request, job_id: UUID, at: AtJobs) -> Response:
    """Show how far it is."""
    job = by_link(await at.show(JobId(job_id)), UNKNOWN)
    return render(request, "jobs/job.html", HTTPStatus.OK, job=job, here=_here(request, job_id))


@router.post("/peruuta")
async def cancel(request: Request, job_id: UUID, at: AtJobs) -> Response:
    """Let it be."""
    by_link(await at.show(JobId(job_id)), UNKNOWN)
    await at.cancel(JobId(job_id))
    return go_to(_here(request, job_id))


@router.post("/uudelleen")
async def retry(request: Request, job_id: UUID, at: AtJobs) -> Response:
    """Ask for the same once more."""
    again = await at.retry(JobId(job_id), staff_of(request).staff_id)
    return go_to(_here(request, by_link(again, UNKNOWN)))


@router.get("/{name}")
async def hand_out(job_id: UUID, name: str, at: AtJobs) -> Response:
    """Give a file of what is done."""
    file = by_link(await at.file(JobId(job_id), name), UNKNOWN)
    said = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
    return Response(file.content, media_type=file.media_type, headers=said)


def _here(request: Request, job_id: UUID) -> str:
    return address(request, "job", job_id=job_id)
