"""The page that whoever leads an activity shows to a participant: a link, and what counts it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.reporting.projects.use_cases.direct import DirectParticipants
from shared.activation.current import NoActivationError
from shared.contracts.reporting import ParticipantForm
from shared.web.forms import Problem, go_to, status_for, typed_with_key, unavailable_for
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.use_cases import use_case
from shared.web.worded import worded

router = APIRouter(
    prefix="/{language}/raportit/osallistujat",
    include_in_schema=False,
    dependencies=[IN_ITS_LANGUAGE],
)
AtParticipants = Annotated[DirectParticipants, Depends(use_case(DirectParticipants))]


@router.get("")
@router.get("/{organisation_id}")
async def show(request: Request, at: AtParticipants, merkitty: str = "") -> Response:
    """Show the link of each project that pays for the day."""
    return _page(request, at, is_noted=bool(merkitty))


@router.post("")
@router.post("/{organisation_id}")
async def direct(request: Request, at: AtParticipants) -> Response:
    """Count that somebody was shown it; the same press twice counts once."""
    typed, key = await typed_with_key(request, at.new_id())
    with unavailable_for(NoActivationError):
        is_told = await at.direct(typed.get("project", ""), typed.get("form", ""), key)
    if is_told:
        return go_to(f"{request.url.path}?merkitty=1")
    return _page(request, at, (Problem("projects", "problem.participant_form.unknown"),))


def _page(
    request: Request,
    at: DirectParticipants,
    problems: tuple[Problem, ...] = (),
    *,
    is_noted: bool = False,
) -> Response:
    return worded(
        request,
        "projects/direct.html",
        status_for(problems),
        shown=[(project, at.square(project.participant_link)) for project in at.shown()],
        forms=tuple(ParticipantForm),
        key=at.new_id(),
        is_noted=is_noted,
        problems=problems,
    )
