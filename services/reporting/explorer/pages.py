"""`/tapahtumat`: the log, one fact of it, and the way of one request; for the administrator."""

from collections.abc import Sequence
from typing import Annotated, Final
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from services.reporting.explorer.model import Found
from services.reporting.explorer.rules import FIELDS, read_filters
from services.reporting.explorer.use_cases import ExploreEvents
from shared.clock import HELSINKI
from shared.contracts.wire import FACTS
from shared.web.forms import problems_on_page, status_for
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case
from shared.web.worded import worded

router = APIRouter(
    prefix="/{language}/tapahtumat", include_in_schema=False, dependencies=[IN_ITS_LANGUAGE]
)

AtEvents = Annotated[ExploreEvents, Depends(use_case(ExploreEvents))]
Position = Annotated[int | None, Query(ge=1, lt=2**63)]
TYPES: Final[Sequence[str]] = sorted(kind.event_type for kind in FACTS)


@router.get("")
async def show(request: Request, at: AtEvents, before: Position = None) -> Response:
    """List what is wanted; what cannot be read is said at its field, and nothing is looked at."""
    asked = {name: request.query_params.get(name, "") for name in FIELDS}
    filters, refused = read_filters(asked, TYPES, HELSINKI)
    problems = problems_on_page(refused)
    who = staff_of(request).staff_id
    found = Found(()) if problems else await at.list_events(who, filters, before)
    kept = {name: value for name, value in asked.items() if value}
    return worded(
        request,
        "explorer/list.html",
        status_for(problems),
        asked=asked,
        found=found,
        here=address(request, "explorer"),
        kept=urlencode(kept),
        next=urlencode({**kept, "before": found.next}) if found.next else "",
        problems=problems,
        types=TYPES,
    )


@router.get("/katselut")
async def show_looks(request: Request, at: AtEvents) -> Response:
    """Say who looked into the log last."""
    looks = await at.tell_looks()
    return worded(request, "explorer/looks.html", looks=looks)


@router.get("/kulku/{correlation_id}")
async def show_way(request: Request, correlation_id: UUID, at: AtEvents) -> Response:
    """Show the way of one request, event by event."""
    steps = await at.follow(staff_of(request).staff_id, correlation_id)
    if not steps:
        raise HTTPException(404)
    return worded(
        request,
        "explorer/way.html",
        correlation_id=correlation_id,
        here=address(request, "explorer"),
        steps=steps,
    )


@router.get("/{event_id}")
async def show_one(request: Request, event_id: UUID, at: AtEvents) -> Response:
    """Show one fact with all that it says."""
    opened = await at.open_event(staff_of(request).staff_id, event_id)
    if opened is None:
        raise HTTPException(404)
    here = address(request, "explorer")
    return worded(request, "explorer/event.html", opened=opened, here=here)
