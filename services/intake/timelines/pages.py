"""One request's page: for who coordinates, and for who has found it by its reference."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.intake.lookups.model import Reason
from services.intake.requests.model import RequestId
from services.intake.signed_in import who
from services.intake.timelines.model import Told
from services.intake.timelines.rules import may_ask_village
from services.intake.timelines.use_cases import ShowTimeline
from services.intake.timelines.wording import TimelineWording
from shared.contracts.words import Language
from shared.web.forms import go_to, typed_in
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address, catalogues_of, may_open, pages_of, render
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case

router = APIRouter(include_in_schema=False, dependencies=[IN_ITS_LANGUAGE])

AtTimeline = Annotated[ShowTimeline, Depends(use_case(ShowTimeline))]
ELSEWHERE = ("board", "acts", "reasons_of_one", "timeline")
"""Pages to which this one leads, each for whoever may open it."""


VILLAGE = (Language.FINNISH, Language.SWEDISH)
"""The languages of the towns: the line is for their people, not for who copies it."""


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
        village=_village(request, at, timeline.told),
        leads_to=[page for page in ELSEWHERE if may_open(request, staff, page)],
    )


@router.post("/{language}/ops/pyynto/{request_id}/kyla")
async def note_village(request: Request, request_id: UUID, at: AtTimeline) -> Response:
    """Keep whether who asked agrees that the village's own group is asked."""
    said_yes = (await typed_in(request)).get("said") == "yes"
    staff_id = who(request)
    await at.note_village(RequestId(request_id), staff_id, said_yes=said_yes)
    return go_to(address(request, "one_request", request_id=request_id) + "#kyla")


@router.get("/{language}/ops/pyynto/{request_id}/kyla")
async def note_nothing(request: Request, request_id: UUID) -> Response:
    """Show the page: here lead the links to other languages."""
    return go_to(address(request, "one_request", request_id=request_id))


def _village(
    request: Request, at: ShowTimeline, told: Told
) -> Sequence[tuple[Language, str]] | None:
    """Give the line in each language of the towns; None where nobody may be asked so."""
    if not may_ask_village(told):
        return None
    addresses, catalogues = pages_of(request).addresses, catalogues_of(request)
    return [
        (
            language,
            TimelineWording(catalogues, language).village_line(
                told.request, at.origin + addresses.of("volunteers", language)
            ),
        )
        for language in VILLAGE
    ]
