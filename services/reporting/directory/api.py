"""`/api/hsds`: the directory for programs, by the Human Services Data Specification 3.0."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from services.reporting.directory.model import Wanted
from services.reporting.directory.rules import page_of
from services.reporting.directory.use_cases import TellDirectory
from services.reporting.directory.wording import DirectoryWording, Said
from shared.web.language import language_of
from shared.web.pages import catalogues_of, pages_of
from shared.web.use_cases import use_case

router = APIRouter(prefix="/api/hsds", tags=["directory"])

ANYBODYS: Final = {"Access-Control-Allow-Origin": "*", "Vary": "Accept-Language"}
"""Pages of other houses may read it too."""


class Page(BaseModel):
    """A part of a list."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[dict[str, object]]


class Asked(BaseModel):
    """What of a list somebody wants."""

    model_config = ConfigDict(extra="ignore")

    search: str = Field("", max_length=200, description="A part of the name of an organisation.")
    organization_id: UUID | None = None
    modified_after: datetime | None = None
    page: int = Field(1, ge=1, le=1_000_000)
    per_page: int = Field(50, ge=1, le=200)


async def shown(at: Annotated[TellDirectory, Depends(use_case(TellDirectory))]) -> TellDirectory:
    """Give the directory, where the network shows it."""
    if not at.terms.shown:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return at


async def wanted_of(asked: Annotated[Asked, Query()]) -> Wanted:
    """Read what of a list is wanted."""
    return Wanted(**asked.model_dump())


async def wording(request: Request) -> DirectoryWording:
    """Speak the caller's language, by `Accept-Language`."""
    phone = pages_of(request).contact.network_phone
    return DirectoryWording(catalogues_of(request), language_of(request), phone)


AtDirectory = Annotated[TellDirectory, Depends(shown)]
Which = Annotated[Wanted, Depends(wanted_of)]
Say = Annotated[DirectoryWording, Depends(wording)]
_LIST: Final[dict[int | str, dict[str, object]]] = {200: {"model": Page}}
_UNKNOWN: Final[dict[int | str, dict[str, object]]] = {404: {"description": "There is none."}}


@router.get("")
async def tell_metadata(at: AtDirectory, say: Say) -> JSONResponse:
    """Say which version of the specification this is, and under which terms it may be used."""
    return _answer(say.metadata(at))


@router.get("/services", responses=_LIST)
async def list_services(at: AtDirectory, say: Say, wanted: Which) -> JSONResponse:
    """List what organisations do."""
    found, head = page_of(await at.services(wanted), wanted)
    return _answer({**head, "contents": [say.service(each) for each in found]})


@router.get("/services/{service_id}", responses=_UNKNOWN)
async def show_service(service_id: UUID, at: AtDirectory, say: Say) -> JSONResponse:
    """Give one with all that belongs to it."""
    found = await at.service(service_id)
    return _answer(say.whole_service(found) if found else None)


@router.get("/organizations", responses=_LIST)
async def list_organisations(at: AtDirectory, say: Say, wanted: Which) -> JSONResponse:
    """List the organisations that help."""
    found, head = page_of(await at.organisations(wanted), wanted)
    return _answer({**head, "contents": [say.organisation(each) for each in found]})


@router.get("/organizations/{organization_id}", responses=_UNKNOWN)
async def show_organisation(organization_id: UUID, at: AtDirectory, say: Say) -> JSONResponse:
    """Give one with its services."""
    found = await at.organisation(organization_id)
    return _answer(say.whole_organisation(found) if found else None)


@router.get("/service_at_locations", responses=_LIST)
async def list_places(at: AtDirectory, say: Say, wanted: Which) -> JSONResponse:
    """List where each service is given."""
    found, head = page_of(await at.places(wanted), wanted)
    return _answer({**head, "contents": [say.at_place(each) for each in found]})


@router.get("/service_at_locations/{placed_id}", responses=_UNKNOWN)
async def show_place(placed_id: UUID, at: AtDirectory, say: Say) -> JSONResponse:
    """Give one."""
    found = await at.place(placed_id)
    return _answer(say.at_place(found) if found else None)


def _answer(said: Said | None) -> JSONResponse:
    if said is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return JSONResponse(said, headers=ANYBODYS)
