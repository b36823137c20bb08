"""What the pages of endpoints have in common."""

from typing import Annotated, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from services.notify.endpoints.model import OwnEndpoint
from services.notify.endpoints.use_cases import KeepOwnEndpoints
from services.notify.subscriptions.model import EndpointId
from shared.web.forms import go_to
from shared.web.language import IN_ITS_LANGUAGE
from shared.web.pages import address
from shared.web.use_cases import use_case

Endpoints = Annotated[KeepOwnEndpoints, Depends(use_case(KeepOwnEndpoints))]
Done = Literal[
    "checked",
    "unanswered",
    "tested",
    "untested",
    "wanted",
    "one",
    "on",
    "missed",
    "again",
    "nothing",
]
PREFIX: Final = "/{language}/uutiset/{organisation_id}/rajapinnat"


def new_router() -> APIRouter:
    """Make a router of pages in their language."""
    return APIRouter(prefix=PREFIX, include_in_schema=False, dependencies=[IN_ITS_LANGUAGE])


async def own(at: KeepOwnEndpoints, organisation: UUID, endpoint: UUID) -> OwnEndpoint:
    """Give an endpoint of this organisation; another's is not there."""
    found = await at.one_of(organisation, EndpointId(endpoint))
    if found is None:
        raise HTTPException(404)
    return found


def back(request: Request, organisation: UUID, endpoint: UUID, done: Done) -> Response:
    """Show the endpoint again, and what was done."""
    here = address(request, "own_news", organisation_id=organisation)
    return go_to(f"{here}/rajapinnat/{endpoint}?done={done}")
